"""“I have an idea”: four taps and one sentence, kept only by who says so, seen again with the code."""

from sqlalchemy import select

from app.core.db import db
from app.initiatives.ideas.models import Idea
from app.skills.codes import ClaimCode
from app.skills.operations.inventories import code_of
from tests.cast import Cast
from tests.integration.kiosk.conftest import rows, the_list
from tests.integration.kiosk.visitor import Visitor, begin_again, enter, typed

TAPS = {"field": "food", "whom": "older", "company": "others", "reach": "parish"}
SOUP = "Levar sopa a casa das pessoas"


def _idea() -> Idea:
    db.session.rollback()
    return db.session.scalars(select(Idea)).one()


def tap(visitor: Visitor) -> None:
    """Answer the four questions, from the first."""
    visitor.open("/kiosk/idea")
    for question, answer in TAPS.items():
        link = visitor.page.soup.select_one(f'a.context-tile[href*="{question}={answer}"]')
        assert link, f"no {answer} on “{visitor.heading}”"
        visitor.go(str(link["href"]))


def keep(visitor: Visitor, words: str = SOUP) -> None:
    visitor.open(visitor.client.submit(visitor.page, "/kiosk/ideas", words=words).location)


def test_four_taps_and_a_sentence_are_kept_under_a_code(visitor: Visitor, cast: Cast) -> None:
    """Also for whoever has made no list: the code is how they are found again."""
    visitor.answer("language", "uk")
    before = rows()
    tap(visitor)
    assert rows() == before, "nothing is kept until somebody says so"
    keep(visitor)
    assert visitor.page.soup.select_one(".code-shown")
    idea = _idea()
    assert (idea.field, idea.whom, idea.company, idea.reach) == tuple(TAPS.values())
    assert (idea.words, idea.language, idea.municipality_id) == (SOUP, "uk", cast.here)
    assert the_list().state == "saved"


def test_tapping_alone_is_enough(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    tap(visitor)
    keep(visitor, words="")
    assert _idea().words == ""


def test_one_goes_back_a_question_at_a_time(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    tap(visitor)
    visitor.go("/kiosk/idea?field=food&whom=older&company=others")
    visitor.go("/kiosk/idea?field=food&whom=older")
    visitor.go("/kiosk/idea?field=food")
    visitor.go("/kiosk/idea")
    visitor.go("/kiosk/needs/idea")


def test_a_word_that_is_no_answer_is_asked_again(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    visitor.open("/kiosk/idea?field=gold&whom=older")
    assert visitor.page.soup.select_one('a.context-tile[href*="field=food"]')
    page = visitor.client.post("/kiosk/ideas", {**TAPS, "field": "gold"}, status=422)
    assert page.soup.select_one('a.context-tile[href*="field=food"]')
    assert rows()["idea"] == 0


def test_it_is_seen_again_with_the_code_and_taken_back(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    tap(visitor)
    keep(visitor)
    code = code_of(the_list())
    begin_again(visitor)
    enter(visitor, typed(code))
    visitor.go("/kiosk/ideas")
    assert SOUP in visitor.page.text
    visitor.press(f"/kiosk/ideas/{_idea().id}/withdrawal")
    assert (_idea().state, _idea().words) == ("withdrawn", "")
    assert SOUP not in visitor.page.text


def test_nobody_takes_back_what_is_not_theirs(visitor: Visitor, code: ClaimCode) -> None:
    enter(visitor, typed(code))
    tap(visitor)
    keep(visitor)
    theirs = _idea().id
    begin_again(visitor)
    tap(visitor)
    keep(visitor, words="")
    visitor.client.post(f"/kiosk/ideas/{theirs}/withdrawal", {}, status=404)


def test_an_idea_goes_with_the_list(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    tap(visitor)
    keep(visitor)
    visitor.open("/kiosk/inventory/erasure")
    visitor.press("/kiosk/inventory/erasure")
    assert rows()["idea"] == 0


def test_the_way_to_it_stands_with_what_there_is_and_at_the_end_of_a_list(telling: Visitor) -> None:
    telling.open("/kiosk/needs")
    telling.go("/kiosk/needs/idea")
    telling.go("/kiosk/idea")
    telling.open("/kiosk/suggestions")
    telling.go("/kiosk/idea")
