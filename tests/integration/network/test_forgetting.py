"""People of partners are forgotten long after what they stood for ended; what their party did stays."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.network.joining.models import Answer
from app.network.joining.operations import Reply, answer, close
from app.network.links.errands import guest
from app.network.links.models import PartnerLink
from app.network.meetings.models.meeting import Invitee, MeetingState
from app.network.meetings.operations.invitees import withdraw_invitee
from app.network.meetings.operations.meetings import cancel
from app.network.parties.attached import PartyContact
from tests.cast import Cast
from tests.factories.links import a_link, an_invitation, asked, invitation_of
from tests.factories.meetings import invitee_of, make_meeting
from tests.factories.one_of_each import clerk, making
from tests.factories.parties import an_organisation, noted

REPLY = Reply(Answer.YES, ("premises",), "Com gosto.", "Ana Reis", "ana@example.org")


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def after(months: int) -> datetime:
    """So many months later, and the days that a link lives."""
    return clock.now() + timedelta(days=31 * months + 40)


def run(app: Autonomus, *options: str) -> str:
    """What the command says."""
    told = app.test_cli_runner().invoke(args=["retention", *options]).output
    db.session.expire_all()
    return told


def test_a_link_that_ended_loses_its_person_and_one_that_works_keeps_it(app: Autonomus, actor: Actor) -> None:
    with asked(), making():
        old = a_link(actor, actor.here(), email="ana@example.org")
        lasting = a_link(actor, actor.here(), email="ana@example.org", expires_at=after(30))
    with clock.frozen_at(after(20)):
        assert "0 links" in run(app)
    with clock.frozen_at(after(24)):
        assert "1 links" in run(app), "without --apply it only counts"
        assert db.session.get_one(PartnerLink, old.id).recipient == "Ana Reis"
        told = run(app, "--apply")
        assert "0 links" in run(app, "--apply")
    assert "Ana" not in told
    found = db.session.get_one(PartnerLink, old.id)
    assert (found.recipient, found.email, found.about) == ("", "", "Plenário de janeiro")
    assert db.session.get_one(PartnerLink, lasting.id).recipient == "Ana Reis"
    forgotten = select(AuditEntry).where(AuditEntry.action == "partner_link.forgotten")
    assert [each.detail for each in db.session.scalars(forgotten)] == [{"count": 1}]


def test_an_invitation_that_is_closed_keeps_the_answer_alone(app: Autonomus, actor: Actor) -> None:
    with making():
        links = [
            an_invitation(actor, actor.here(), an_organisation(actor, name).id) for name in ("Raiz", "Ponte")
        ]
        for each in links:
            answer(guest(each), invitation=invitation_of(each), reply=REPLY)
        close(actor, invitation=invitation_of(links[0]), reason="later")
    with clock.frozen_at(after(24)):
        run(app, "--apply")
    closed, waits = (invitation_of(each) for each in links)
    assert (closed.answered_as, closed.reach_at) == ("", "")
    assert (closed.answer, closed.brings, closed.answer_words) == ("yes", ["premises"], "Com gosto.")
    assert (waits.answered_as, waits.reach_at) == ("Ana Reis", "ana@example.org")


def test_minutes_that_are_approved_keep_who_was_there(app: Autonomus, actor: Actor) -> None:
    with making():
        approved, held, off = (
            make_meeting(actor, state=state, title=state)
            for state in (MeetingState.HELD, MeetingState.HELD, MeetingState.CONVENED)
        )
        cancel(actor, meeting=off, reason="too_few")
        withdraw_invitee(actor, invitee=invitee_of(approved, 2))
        approved.state, approved.approved_on = MeetingState.APPROVED.value, approved.on
    with clock.frozen_at(after(24)):
        run(app, "--apply")

    def people(meeting_id: object) -> list[tuple[str, str]]:
        rows = (
            select(Invitee).where(Invitee.meeting_id == meeting_id).order_by(Invitee.created_at, Invitee.id)
        )
        return [(each.name, each.email) for each in db.session.scalars(rows)]

    assert people(approved.id) == [("Ana Reis", ""), ("Rui Paz", ""), ("", "")]
    assert invitee_of(approved).presence == "present"
    assert people(held.id)[0] == ("Ana Reis", "0@example.org")
    assert people(off.id) == [("", "")] * 3


def test_a_former_contact_person_goes_and_one_of_today_stays(app: Autonomus, actor: Actor) -> None:
    with making():
        party = an_organisation(actor, "Raiz")
        values = {"name": "Ana Reis", "email": "ana@example.org", "phone": "912345678", "function": "Direção"}
        former, still = (noted(actor, PartyContact, party, **values) for _ in range(2))
        contact = db.session.get_one(PartyContact, former)
        contact.until_on = clock.now().date() - timedelta(days=1)
    with clock.frozen_at(after(24)):
        run(app, "--apply")
    gone, kept = (db.session.get_one(PartyContact, each) for each in (former, still))
    assert (gone.name, gone.email, gone.phone, gone.function) == ("", "", "", "Direção")
    assert (kept.name, kept.email) == ("Ana Reis", "ana@example.org")
