"""What everybody reads of initiatives, at the kiosk, on pages, by machine; and whose contact stands there."""

from collections.abc import Callable
from typing import Any

import pytest

from app.core import i18n
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.directory.index.queries import best_for_need, get_public, suggest_for
from app.initiatives.catalogue.operations import (
    NotAgreed,
    NothingToRead,
    PublicPage,
    take_agreement_back,
    translate_page,
    write_page,
)
from app.initiatives.catalogue.queries.pages import agreements_of
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations import members, stages
from app.initiatives.groups.queries import members_of
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.people.operations.rights import restrict
from app.people.operations.sealing import seal
from app.people.rights.reasons import ASKED_BY, RESTRICTION_REASONS
from app.people.sealing import SEAL_REASONS
from app.skills.fit import Speaks
from app.skills.queries.inventories import Spoken
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_catalogue import OFFERS, SEEKS, published
from tests.factories.initiatives_groups import a_member, a_need, an_initiative, somebody
from tests.factories.one_of_each import clerk, making

Clients = Callable[[Person | None], PageClient]
PHONE = "931 000 111"


@pytest.fixture
def writer(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def initiative(writer: Actor) -> Initiative:
    """A public one that takes one competence and looks for people."""
    with making():
        found = an_initiative(writer)
        a_need(writer, found)
        return published(writer, found)


def read_by_all(actor: Actor, initiative: Initiative, language: str = "pt") -> str:
    return str(get_public(actor, "initiative", initiative.id, languages=[language, i18n.MAIN]).description)


def is_read(actor: Actor, initiative: Initiative) -> bool:
    try:
        return bool(read_by_all(actor, initiative))
    except NotFound:
        return False


def test_whoever_can_do_what_it_takes_is_told_of_it_and_why(writer: Actor, initiative: Initiative) -> None:
    wanted = initiative.needs[0].competence_id
    (found,) = suggest_for(writer, Speaks([Spoken(wanted, "daily", "alone", "yes")]), languages=["pt"])
    assert found.entry.id == initiative.id
    assert found.fit.because == (wanted,)
    assert str(found.entry.seeks) == SEEKS
    assert found.entry.wanted
    assert [each.entry.id for each in best_for_need(writer, "idea", languages=["pt"])] == [initiative.id]


def test_who_only_sells_looks_for_nobody(writer: Actor, initiative: Initiative) -> None:
    wanted = initiative.needs[0].competence_id
    with making():
        published(writer, initiative, seeks="")
    assert is_read(writer, initiative)
    assert not suggest_for(writer, Speaks([Spoken(wanted, "daily", "alone", "yes")]), languages=["pt"])
    assert not best_for_need(writer, "idea", languages=["pt"])


def test_what_changes_is_read_at_once_and_what_rests_is_read_no_more(
    writer: Actor, initiative: Initiative
) -> None:
    with making():
        translate_page(
            writer, initiative=initiative, version=initiative.version, texts={("uk", "offers"): "Ремонт"}
        )
    assert read_by_all(writer, initiative, "uk") == "Ремонт"
    assert read_by_all(writer, initiative) == OFFERS
    with making():
        on = initiative.created_at.date()
        stages.close(writer, initiative=initiative, version=initiative.version, on=on, reason="found_work")
    assert not is_read(writer, initiative)


def test_nothing_to_read_is_not_shown(writer: Actor, initiative: Initiative) -> None:
    with making():
        published(writer, initiative, is_public=False)
    assert not is_read(writer, initiative)
    with pytest.raises(NothingToRead):
        write_page(writer, initiative=initiative, version=initiative.version, page=PublicPage(is_public=True))


@pytest.fixture
def member(writer: Actor, initiative: Initiative) -> Participant:
    """Somebody in it with a telephone, which everybody may read."""
    with making():
        person = somebody(writer, "Belmira Seixas")
        add_contact(writer, contact_id=new_id(), participant=person, value=PHONE)
        a_member(writer, initiative, person)
    return person


def test_the_telephone_of_a_member_is_shown_only_by_their_own_word(
    writer: Actor, initiative: Initiative, member: Participant
) -> None:
    for typed in (PHONE, "+351931000111"):
        with pytest.raises(NotAgreed) as trouble:
            published(writer, initiative, phone=typed)
        assert [each.name for each in trouble.value.owners] == ["Belmira Seixas"]
        db.session.rollback()
    with making():
        published(writer, initiative, phone=PHONE, agreed=frozenset({member.id}))
    assert [name for _shown, name in agreements_of(initiative.id)] == ["Belmira Seixas"]
    assert get_public(writer, "initiative", initiative.id, languages=["pt"]).phone == PHONE


def test_the_telephone_of_whoever_joins_later_is_not_read_before_they_were_asked(
    writer: Actor, initiative: Initiative
) -> None:
    with making():
        published(writer, initiative, phone=PHONE)
        person = somebody(writer, "Belmira Seixas")
        add_contact(writer, contact_id=new_id(), participant=person, value=PHONE)
        a_member(writer, initiative, person)
    assert not get_public(writer, "initiative", initiative.id, languages=["pt"]).phone
    with making():
        published(writer, initiative, phone=PHONE, agreed=frozenset({person.id}))
    assert get_public(writer, "initiative", initiative.id, languages=["pt"]).phone == PHONE


def leaving(actor: Actor, initiative: Initiative, person: Participant) -> None:
    (place,) = [each for each in members_of(initiative.id) if each.participant_id == person.id]
    on = initiative.created_at.date()
    members.leave(actor, initiative=initiative, member=place, on=on, reason="moved_away")


def being_protected(actor: Actor, _initiative: Initiative, person: Participant) -> None:
    seal(actor, participant=person, reason=next(iter(SEAL_REASONS)))


def resting(actor: Actor, _initiative: Initiative, person: Participant) -> None:
    reason, asked_by = next(iter(RESTRICTION_REASONS)), next(iter(ASKED_BY))
    restrict(actor, participant=person, reason=reason, asked_by=asked_by)


def taking_it_back(actor: Actor, initiative: Initiative, _person: Participant) -> None:
    ((shown, _name),) = agreements_of(initiative.id)
    take_agreement_back(actor, initiative=initiative, shown=shown)


@pytest.mark.parametrize(
    "act", [leaving, being_protected, resting, taking_it_back], ids=lambda act: act.__name__
)
def test_their_telephone_goes_from_the_page_at_once(
    writer: Actor,
    initiative: Initiative,
    member: Participant,
    act: Callable[[Actor, Initiative, Participant], None],
) -> None:
    with making():
        published(writer, initiative, phone=PHONE, agreed=frozenset({member.id}))
    with making():
        act(writer, initiative, db.session.get_one(Participant, member.id))
    assert is_read(writer, initiative)
    assert not get_public(writer, "initiative", initiative.id, languages=["pt"]).phone
    assert not initiative.phone
    with pytest.raises(NotAgreed):
        published(writer, initiative, phone=PHONE)


def test_who_was_protected_can_not_agree_any_more(
    writer: Actor, initiative: Initiative, member: Participant
) -> None:
    with making():
        being_protected(writer, initiative, db.session.get_one(Participant, member.id))
    with pytest.raises(NotAgreed) as trouble:
        published(writer, initiative, phone=PHONE, agreed=frozenset({member.id}))
    assert [each.name for each in trouble.value.owners] == [""]


def test_the_office_writes_it_and_asks_whose_contact_it_is(
    cast: Cast, client_for: Clients, writer: Actor, member: Participant, initiative: Initiative
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/public-page"
    page = client.get(address)
    empty = client.submit(page, address, status=422, offers="", seeks="", is_public="y")
    assert "Torneiras" not in empty.text
    assert empty.soup.select_one(".error-summary, [aria-invalid='true']")
    asked = client.submit(page, address, status=422, offers="Torneiras", phone=PHONE, is_public="y")
    assert "Belmira Seixas" in asked.text
    client.submit(asked, address, agreed=str(member.id))
    shown = client.get(f"/initiatives/{initiative.id}")
    assert "Torneiras" in shown.text
    (form,) = shown.soup.select('form[action$="/removal"][action*="/agreements/"]')
    client.submit(shown, str(form["action"]))
    assert not get_public(writer, "initiative", initiative.id, languages=["pt"]).phone


def test_two_who_write_it_at_once_see_both(cast: Cast, client_for: Clients, initiative: Initiative) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/public-page"
    mine, theirs = client.get(address), client.get(address)
    client.submit(theirs, address, offers="Da colega")
    answer = client.submit(mine, address, status=409, offers="Minha")
    assert "Da colega" in answer.text
    assert "Minha" in answer.text


def test_it_is_written_in_other_languages(cast: Cast, client_for: Clients, initiative: Initiative) -> None:
    client = client_for(cast.facilitator)
    address = f"/initiatives/{initiative.id}/public-page/translations"
    said: dict[str, Any] = {"uk-offers": "Ремонт", "uk-title": "Руки"}
    client.submit(client.get(address), address, **said)
    nobody = client_for(None)
    assert "Ремонт" in nobody.get("/initiatives/public?language=uk").text
    assert "Ремонт" not in nobody.get("/initiatives/public?language=pt").text


def test_everybody_reads_the_catalogue_without_being_anybody(
    cast: Cast, client_for: Clients, writer: Actor, initiative: Initiative, member: Participant
) -> None:
    with making():
        published(writer, an_initiative(writer, "Ainda não"), is_public=False)
    client = client_for(None)
    page = client.get("/initiatives/public")
    assert OFFERS in page.text
    for hidden in ("Ainda não", member.name, PHONE):
        assert hidden not in page.text
    assert OFFERS in client.get("/initiatives/public/paper").text
    told = client.get("/initiatives/public.json", judge=False).response.json
    assert told
    (place,) = told["municipalities"]
    assert [each["id"] for each in place["initiatives"]] == [str(initiative.id)]
    assert place["initiatives"][0]["seeks"] == {"text": SEEKS, "language": "pt"}
    assert client.get(f"/s/initiative/{initiative.id}?language=uk").text
    client.get("/initiatives/public?municipality=0000", status=404)


def test_somebody_else_does_not_write_it(cast: Cast, client_for: Clients, initiative: Initiative) -> None:
    address = f"/initiatives/{initiative.id}/public-page"
    client_for(cast.stranger).get(address, status=404)
