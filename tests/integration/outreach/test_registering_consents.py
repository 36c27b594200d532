"""What somebody agrees to when they register: in the words that were read to them, or nothing at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from app.outreach.registrations.choices import find_choices
from app.outreach.registrations.operations import register
from app.outreach.registrations.told import Answer, Told
from app.people.models import Consent
from app.people.operations.consents import RecipientMissing, UnknownPurpose
from app.people.purposes import purposes
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import enter, make_table
from tests.factories.workshops import ZONE

OLD = "2026-11-01"
"""A wording of messages that was followed by another."""


def answer(purpose: str, *, is_given: bool = True, wording: str = "", **more: object) -> Answer:
    shown = wording or purposes()[purpose].version
    return Answer(purpose=purpose, is_given=is_given, wording=shown, **more)  # type: ignore[arg-type]


def kept(person_id: object) -> list[Consent]:
    return list(db.session.scalars(select(Consent).filter_by(participant_id=person_id)))


def test_a_consent_keeps_the_words_that_were_shown_who_asked_and_how(
    registrar: Actor, table: Session
) -> None:
    assert purposes()["messages"].version != OLD
    answers = (answer("messages", wording=OLD, how="signed"), answer("matching"))
    with making():
        person = enter(registrar, table, language="uk", consents=answers).participant
    found = {each.purpose: each for each in kept(person.id)}
    assert {key: (each.wording, each.given_how) for key, each in found.items()} == {
        "messages": (OLD, "signed"),
        "matching": (purposes()["matching"].version, "spoken"),
    }
    assert {(each.language, each.taken_by, each.answered_by) for each in found.values()} == {
        ("uk", registrar.id, "")
    }


def test_who_asked_is_kept_although_somebody_else_lets_it_in(
    cast: Cast, registrar: Actor, table: Session
) -> None:
    with making():
        person = register(
            cast.facilitator.actor,
            registration_id=new_id(),
            municipality_id=cast.here,
            session=table,
            told=Told(name="Ana Feitosa", consents=(answer("matching"),)),
            captured_on=clock.today(ZONE),
            origin="tablet",
            asked_by=registrar.id,
        ).participant
    assert [each.taken_by for each in kept(person.id)] == [registrar.id]


def test_who_speaks_a_language_we_do_not_write_was_asked_in_portuguese(
    registrar: Actor, table: Session
) -> None:
    with making():
        person = enter(registrar, table, language="ro", consents=(answer("matching"),)).participant
    assert [each.language for each in kept(person.id)] == ["pt"]


def test_a_consent_of_an_earlier_day_says_that_day(registrar: Actor) -> None:
    day = clock.today(ZONE) - timedelta(days=3)
    with making():
        person = enter(registrar, None, consents=(answer("matching"),), captured_on=day).participant
    assert [each.given_at.date() for each in kept(person.id)] == [day]


def test_no_is_kept_as_having_been_asked_and_nothing_said_as_nothing(
    registrar: Actor, table: Session
) -> None:
    with making():
        no = answer("messages", is_given=False, how="signed")
        said = enter(registrar, table, language="uk", consents=(no,)).participant
        silent = enter(registrar, table, name="Bento Calado").participant
    refused = select(AuditEntry.subject_id, AuditEntry.detail).where(AuditEntry.action == "consent.refused")
    ((whose, what),) = db.session.execute(refused).all()
    assert whose == said.id
    version = purposes()["messages"].version
    assert what == {"purpose": "messages", "wording": version, "language": "uk", "how": "signed"}
    assert kept(said.id) == kept(silent.id) == []


@pytest.mark.parametrize(
    "wrong",
    [
        (UnknownPurpose, Answer(purpose="matching", is_given=True, wording="1999-01-01")),
        (UnknownPurpose, Answer(purpose="anything", is_given=True, wording=OLD)),
        (UnknownPurpose, Answer(purpose="matching", is_given=True, wording=OLD, how="guessed")),
        (RecipientMissing, Answer(purpose="sharing", is_given=True, wording=OLD)),
    ],
)
def test_a_consent_that_was_not_asked_by_our_words_is_none(
    registrar: Actor, table: Session, wrong: tuple[type[Exception], Answer]
) -> None:
    with pytest.raises(wrong[0]), making():
        enter(registrar, table, consents=(wrong[1],))


def test_for_a_minor_whoever_represents_them_answers(registrar: Actor, table: Session) -> None:
    year = str(clock.today(ZONE).year - 10)
    with making():
        found = enter(registrar, table, born=year, representative="Rui Tutor", consents=(answer("matching"),))
    assert not found.is_minor
    assert [each.answered_by for each in kept(found.participant.id)] == ["Rui Tutor"]


def test_a_minor_for_whom_nobody_answers_is_registered_without_any_consent(
    registrar: Actor, table: Session
) -> None:
    year = str(clock.today(ZONE).year - 10)
    with making():
        found = enter(registrar, table, born=year, consents=(answer("matching"),))
    assert found.is_minor
    assert found.enrolment is not None
    assert kept(found.participant.id) == []


def test_sharing_is_asked_where_a_partner_holds_the_series_and_names_it(
    cast: Cast, registrar: Actor, table: Session
) -> None:
    office = clerk(cast.here, cast.coordinator.id)
    with making():
        partner = create_organisation(
            office,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Associação do Vale",
            kind=OrganisationKind.ASSOCIATION,
        )
        held = make_table(office, organisation_id=partner.id)
    own = {each.key for each in find_choices(cast.here, table).consents}
    assert own == {"matching", "messages", "statistics"}
    asked = {each.key: each for each in find_choices(cast.here, held).consents}
    assert "Associação do Vale" in asked["sharing"].wording("pt").question
    with making():
        said = answer("sharing", recipient_id=partner.id)
        person = enter(registrar, held, consents=(said,)).participant
    assert [each.recipient_id for each in kept(person.id)] == [partner.id]
