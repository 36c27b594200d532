"""What is offered to somebody who registers at a session."""

from datetime import timedelta

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.db import db, new_id
from app.network.models import Parish
from app.outreach.registrations.choices import MOST_CARDS, find_choices
from app.outreach.registrations.forms import RegistrationForm
from app.skills import snapshot
from app.skills.card_numbers import numbered
from app.workshops.planning.models.place import Place
from app.workshops.planning.models.series import WorkshopState
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import make_table
from tests.factories.workshops import ZONE, make_place, make_workshop


def parish_of(cast: Cast, name: str, **validity: object) -> Parish:
    code = str(990190 + len(name))
    made = Parish(
        id=new_id(), municipality_id=cast.here, code=code, name=name, sort_key=name.lower(), **validity
    )
    db.session.add(made)
    return made


def test_the_parish_of_the_place_comes_first_and_one_that_is_no_more_does_not(cast: Cast) -> None:
    office = clerk(cast.here, cast.coordinator.id)
    with making():
        last = parish_of(cast, "Zambujal")
        gone = parish_of(cast, "Aldeia", valid_until=clock.today(ZONE) - timedelta(days=1))
        place: Place = make_place(office)
        place.parish_id = last.id
        table = make_table(office, place=place)
    offered = find_choices(cast.here, table)
    assert offered.parishes[0].id == last.id
    assert gone.id not in {each.id for each in offered.parishes}
    assert [each.id for each in offered.former] == [gone.id]


def test_languages_begin_with_those_that_consent_is_asked_in(cast: Cast, table: Session) -> None:
    offered = find_choices(cast.here, table)
    written = [each.code for each in i18n.offered("kiosk")]
    assert list(offered.languages)[: len(written)] == written == [each.code for each in offered.written]
    assert "ro" in offered.languages
    assert (offered.consent_language("uk"), offered.consent_language("ro")) == ("uk", "pt")


def test_cards_are_the_commonest_with_the_numbers_of_the_paper(cast: Cast, table: Session) -> None:
    cards = find_choices(cast.here, table).cards
    assert len(cards) == MOST_CARDS
    commonness = [each.competence.commonness for each in cards]
    assert commonness == sorted(commonness, reverse=True)
    assert min(commonness) >= max(
        view.commonness
        for view in snapshot.current().keys.values()
        if view.key not in {each.key for each in cards}
    )
    numbers = numbered(snapshot.current())
    assert all(numbers[each.number].key == each.key for each in cards)


def test_one_wishes_for_what_is_open_public_and_to_come_and_not_for_where_one_is(
    cast: Cast, table: Session
) -> None:
    office: Actor = cast.facilitator.actor
    with making():
        wanted = make_workshop(office, title="Aberta")
        make_workshop(office, title="Rascunho", state=WorkshopState.DRAFT)
        make_workshop(office, title="Reservada", is_public=False)
        make_workshop(office, title="Passada", sessions=[clock.today(ZONE) - timedelta(days=3)])
        make_workshop(office, title="Sem lugares", kind="fair")
        make_workshop(clerk(cast.elsewhere, cast.stranger.id), title="Longe")
    assert [each.id for each in find_choices(cast.here, table).series] == [wanted.id]


def test_every_question_and_answer_is_there_in_each_language_that_is_written(
    cast: Cast, table: Session
) -> None:
    offered = find_choices(cast.here, table)
    for language in offered.written:
        assert offered.notice[language.code]["registration"]
        for asked in offered.consents:
            assert asked.wording(language.code).language == language.code
        for value in (*offered.situations.values(), *offered.interests.values()):
            assert value.name(language.code).lang == language.code
    assert (offered.yes_and_no["no"]["pt"], offered.yes_and_no["no"]["uk"]) == ("Não", "Ні")


def sent(**said: object) -> RegistrationForm:
    return RegistrationForm.of_pairs(
        [("id", str(new_id())), *((name, str(value)) for name, value in said.items())]
    )


def test_what_was_offered_when_a_device_was_prepared_counts_when_it_arrives(
    cast: Cast, table: Session
) -> None:
    office: Actor = cast.facilitator.actor
    with making():
        gone = parish_of(cast, "Aldeia", valid_until=clock.today(ZONE) - timedelta(days=1))
        ended = make_workshop(office, title="Já acabou", state=WorkshopState.ENDED)
    form = sent(name="Ana", parish=gone.id, wishes=ended.id)
    form.offer(find_choices(cast.here, table))
    assert form.validate(), form.errors
    assert (form.told.parish_id, form.told.wishes) == (gone.id, (ended.id,))


def test_of_a_form_that_says_nothing_only_the_name_is_missed(cast: Cast, table: Session) -> None:
    form = sent()
    form.offer(find_choices(cast.here, table))
    assert not form.validate()
    assert list(form.errors) == ["name"]
