"""Keeping, leaving alone and erasing at the desk of the coordination."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.models import Consent, Participant
from app.people.operations.consents import give_consent
from app.people.operations.records import edit_participant, touch
from app.people.operations.rights import restrict
from app.people.queries import has_consent, idle_page, matchable, search
from app.people.rights.models import ErasureNotice, Hold, Restriction
from app.people.rights.rest import UseRestricted, usable
from app.workshops.attendance.queries.attendance import list_attenders
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import clerk, one_of_each

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def maria(register: Any) -> Participant:
    found: Participant = register("Maria Quelhas", phone="912000111", note="Vem às quintas.")
    return found


class Sender:
    """A browser that sends forms as their pages draw them."""

    def __init__(self, client: PageClient) -> None:
        self.client, self.get = client, client.get

    def send(self, url: str, *, status: int = 303, **values: str) -> Page:
        return self.client.post(url, data={"request_key": str(new_id()), **values}, status=status)

    def offers(self, page: str, action: str) -> bool:
        """Whether a page has that form."""
        return f'action="{action}"' in self.get(page).html


@pytest.fixture
def coordinator(cast: Cast, client_for: ClientFor) -> Sender:
    return Sender(client_for(cast.coordinator))


def address(person: Participant, rest: str) -> str:
    return f"/participants/{person.id}/{rest}"


def rest_them(cast: Cast, person: Participant) -> None:
    with writing():
        restrict(cast.coordinator.actor, participant=person, reason="accuracy", asked_by="person")


def test_a_restriction_is_noted_shown_and_ended(coordinator: Sender, maria: Participant) -> None:
    coordinator.get(address(maria, "restriction"))
    coordinator.send(address(maria, "restriction"), status=422, reason="", asked_by="")
    calm = len(coordinator.get(f"/participants/{maria.id}").soup.select(".notice-warning"))
    coordinator.send(address(maria, "restriction"), reason="accuracy", asked_by="person", note="A morada.")
    told = coordinator.get(f"/participants/{maria.id}").soup.select(".notice-warning")
    assert len(told) == calm + 1
    assert "A morada." in coordinator.get(address(maria, "rights")).text
    assert coordinator.offers(address(maria, "rights"), address(maria, "restriction/end"))
    coordinator.send(address(maria, "restriction/end"))
    db.session.expire_all()
    assert db.session.get_one(Participant, maria.id).restricted_at is None
    assert db.session.scalars(select(Restriction)).one().ended_at
    assert len(coordinator.get(f"/participants/{maria.id}").soup.select(".notice-warning")) == calm


def test_nothing_is_written_about_whose_data_rests(
    cast: Cast, client_for: ClientFor, maria: Participant
) -> None:
    rest_them(cast, maria)
    facilitator = Sender(client_for(cast.facilitator))
    for rest, values in (
        ("edit", {"name": "Outra", "language": "pt", "version": "2"}),
        ("contacts", {"kind": "phone", "value": "933000111"}),
        ("team", {"staff_id": str(cast.colleague.id)}),
        ("activity", {}),
        ("inventories", {}),
    ):
        answer = facilitator.send(address(maria, rest), status=409, **values)
        assert answer.soup.select(f'main a[href="/participants/{maria.id}"]'), rest
    for rest in ("edit", "facts"):
        facilitator.get(address(maria, rest), status=409)  # before anybody types
    for rest in ("consents", "contacts", "history"):
        facilitator.get(address(maria, rest))
    db.session.expire_all()
    assert db.session.get_one(Participant, maria.id).name == "Maria Quelhas"


def test_operations_refuse_it_too_and_no_message_leaves(cast: Cast, maria: Participant) -> None:
    actor = cast.facilitator.actor
    given: Any = {"purpose": "messages", "language": "pt", "given_how": "spoken"}
    with writing():
        give_consent(actor, consent_id=new_id(), participant=maria, **given)
        assert has_consent(maria, "messages")
    rest_them(cast, maria)
    assert not has_consent(maria, "messages")
    db.session.rollback()
    given["purpose"] = "matching"
    acts: list[Callable[[], object]] = [
        lambda: touch(maria),
        lambda: edit_participant(actor, participant=maria, version=maria.version, name="Outra"),
        lambda: give_consent(actor, consent_id=new_id(), participant=maria, **given),
    ]
    for act in acts:
        with pytest.raises(UseRestricted), writing():
            act()


def test_a_consent_can_be_taken_back_meanwhile(cast: Cast, client_for: ClientFor, maria: Participant) -> None:
    given: Any = {"purpose": "messages", "language": "pt", "given_how": "spoken"}
    with writing():
        row = give_consent(cast.facilitator.actor, consent_id=new_id(), participant=maria, **given)
    rest_them(cast, maria)
    Sender(client_for(cast.facilitator)).send(address(maria, f"consents/{row.id}/withdrawal"))
    db.session.expire_all()
    assert db.session.scalars(select(Consent)).one().withdrawn_at


def test_a_hold_stands_against_erasing_and_says_until_when(coordinator: Sender, maria: Participant) -> None:
    until = clock.now().date() + timedelta(days=200)
    past = clock.now().date() - timedelta(days=1)
    holds, erasure = address(maria, "holds"), address(maria, "erasure")
    coordinator.send(holds, status=422, reason="court", until_on=past.isoformat())
    coordinator.send(holds, reason="court", note="Processo 12.", until_on=until.isoformat())
    assert str(until.year) in coordinator.get(erasure).soup.select_one(".notice-bad").text  # type: ignore[union-attr]
    assert not coordinator.offers(erasure, erasure)
    refused = coordinator.send(erasure, status=409, reason="asked_by_person", is_meant="y")
    assert refused.soup.select(".notice-bad")
    hold = db.session.scalars(select(Hold)).one()
    db.session.rollback()
    lifting = address(maria, f"holds/{hold.id}/lifting")
    assert coordinator.offers(address(maria, "rights"), lifting)
    coordinator.send(lifting)
    assert coordinator.offers(erasure, erasure)


def test_erasing_says_first_what_goes_and_asks(coordinator: Sender, maria: Participant) -> None:
    erasure, page = address(maria, "erasure"), f"/participants/{maria.id}"
    assert len(coordinator.get(erasure).soup.select("main dl dt")) >= 3
    coordinator.send(erasure, status=422, reason="asked_by_person")
    coordinator.send(erasure, reason="asked_by_person", is_meant="y")
    coordinator.get(page, status=404)


def test_only_the_coordination_decides(cast: Cast, client_for: ClientFor, maria: Participant) -> None:
    for rest in ("rights", "restriction", "holds", "erasure", "erasure-notice"):
        client_for(cast.facilitator).get(address(maria, rest), status=403)


def test_an_announcement_is_given_once_and_ends_when_the_record_is_kept(
    coordinator: Sender, maria: Participant
) -> None:
    notice = address(maria, "erasure-notice")
    with writing():
        maria.last_activity_on = date(2020, 1, 31)
    assert coordinator.get("/participants/inactive").soup.select(f'a[href="{notice}"]')
    coordinator.send(notice, told_how="letter")
    coordinator.send(notice, told_how="phone")
    assert not coordinator.get("/participants/inactive").soup.select(f'a[href="{notice}"]')
    coordinator.send(address(maria, "activity"))
    row = db.session.scalars(select(ErasureNotice)).one()
    assert (row.told_how, row.ended_at is not None) == ("letter", True)


def test_whose_data_rests_stands_in_no_list_that_leads_to_them(cast: Cast) -> None:
    """Of everything there is one, much of it of one person; afterwards nobody comes upon them by chance."""
    ids = one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
    person = db.session.get_one(Participant, UUID(ids["participant_id"]))
    actor = cast.coordinator.actor
    workshops = db.session.scalars(select(Workshop).where(Workshop.municipality_id == cast.here)).all()

    def listed() -> set[str]:
        lists: dict[str, Sequence[Any]] = {
            "attendance": [each for one in workshops for each in list_attenders(actor, one)],
            "idle": idle_page(actor).items,
            "file": list(db.session.scalars(select(Participant).where(usable()))),
            "matching": list(db.session.scalars(select(Participant).where(matchable()))),
        }
        return {
            name
            for name, rows in lists.items()
            if any(person.id == getattr(getattr(each, "participant", each), "id", None) for each in rows)
        }

    assert listed() == {"attendance", "idle", "file", "matching"}
    db.session.rollback()
    rest_them(cast, person)
    assert not listed()
    found = search(actor, person.name)
    assert person.id in {each.id for each in found}, "staff still learn that the data rests"
