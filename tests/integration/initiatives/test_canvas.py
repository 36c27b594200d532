"""The canvas: written together, no version lost, two who write at once see both, on one page of paper."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from app.core.db import db, new_id
from app.core.errors import StaleRecord
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.operations import write_canvas
from app.initiatives.canvas.queries import answers_of, find_canvas, list_versions
from app.initiatives.groups.models import Initiative
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_running import ANSWERS, a_bare_initiative, a_canvas, a_member
from tests.factories.one_of_each import a_person, making
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    actor = cast.facilitator.actor
    with making():
        made = a_bare_initiative(actor)
        a_member(made, a_person(actor, name="Olena Koval").id)
    return made


def at(initiative: Initiative, *rest: object) -> str:
    return "/".join(["", "initiatives", str(initiative.id), "canvas", *map(str, rest)])


def newest(initiative: Initiative) -> Canvas:
    db.session.expire_all()
    found = find_canvas(initiative.id)
    assert found
    return found


def test_every_change_is_a_version_and_none_is_lost(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    client.get(at(initiative))
    client.get(at(initiative, "paper.pdf"), status=404)
    page = client.get(at(initiative, "edit"))
    client.submit(page, at(initiative, "edit"), **ANSWERS)
    assert answers_of(newest(initiative)) == ANSWERS
    page = client.get(at(initiative, "edit"))
    client.submit(page, at(initiative, "edit"))
    assert newest(initiative).number == 1, "nothing was changed"
    page = client.get(at(initiative, "edit"))
    client.submit(page, at(initiative, "edit"), whom="Pessoas que vivem sozinhas\nAs escolas", costs="")
    assert [each.number for each in list_versions(initiative.id)] == [2, 1]
    compared = client.get(at(initiative, "versions"))
    assert [each.get_text() for each in compared.soup.select("del")] == [
        "Pequenos comércios da vila",
        "Seguro: 40 € por mês",
    ]
    assert [each.get_text() for each in compared.soup.select("ins")] == ["As escolas"]


def test_going_back_is_a_further_version(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with making():
        first = a_canvas(actor, initiative)
        a_canvas(actor, initiative, whom="Só as escolas")
    page = client.get(at(initiative, "versions"))
    client.submit(page, at(initiative, "versions", first.id, "restoration"))
    assert (newest(initiative).number, newest(initiative).whom) == (3, ANSWERS["whom"])
    client_for(cast.stranger).post(at(initiative, "versions", first.id, "restoration"), status=404)
    client.get(at(initiative, "versions") + f"?earlier={new_id()}&later={first.id}", status=422)


def test_a_version_of_another_initiative_is_not_found(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    with making():
        other = a_canvas(cast.facilitator.actor, a_bare_initiative(cast.facilitator.actor, title="Outra"))
    client = client_for(cast.facilitator)
    client.post(at(initiative, "versions", other.id, "restoration"), status=404)


def test_two_who_write_at_once_see_both(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    page = client.get(at(initiative, "edit"))
    with making():
        a_canvas(actor, initiative)
    answer = client.submit(page, at(initiative, "edit"), status=409, whom="As escolas", good="")
    ((stored, typed),) = versions_on(answer)
    assert "Pequenos comércios da vila" in stored
    assert typed == "As escolas"
    assert newest(initiative).number == 1
    client.submit(answer, at(initiative, "edit"))
    assert answers_of(newest(initiative)) == {**ANSWERS, "whom": "As escolas"}
    with making(), pytest.raises(StaleRecord):
        write_canvas(actor, canvas_id=new_id(), initiative=initiative, version=1, answers=ANSWERS)


def test_the_same_form_sent_twice_is_one_version(cast: Cast, initiative: Initiative) -> None:
    canvas_id = new_id()
    for _time in range(2):
        with making():
            write_canvas(
                cast.facilitator.actor, canvas_id=canvas_id, initiative=initiative, version=0, answers=ANSWERS
            )
    assert len(list_versions(initiative.id)) == 1


def test_it_is_printed_on_one_page_beside_a_language_of_a_member(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    long = {name: f"{words}\n" + "Mais uma linha. " * 18 for name, words in ANSWERS.items()}
    with making():
        a_canvas(actor, initiative, **long)
    offered = client.get(at(initiative)).soup.select("#language option")
    assert [each["value"] for each in offered][:2] == ["", "uk"]
    for language, words in (("", "Para quem?"), ("uk", "Для кого?"), ("ar", "Para quem?")):
        paper = client.get(at(initiative, f"paper.pdf?language={language}"), judge=False)
        pages = PdfReader(io.BytesIO(paper.response.data)).pages
        assert len(pages) == 1
        assert words in pages[0].extract_text()
    client.get(at(initiative, "paper.pdf?language=xx"), status=422)
    reader = client_for(cast.pathway_worker)
    reader.get(at(initiative))
    reader.get(at(initiative, "edit"), status=403)
