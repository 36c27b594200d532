"""What hangs on a member (tasks, presences, accounts) when records become one, two again, or go."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.belongings import Activity
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.feature import declared
from app.core.images import Image
from app.core.unit_of_work import writing
from app.initiatives.arrangements.models import Booking
from app.initiatives.arrangements.operations import hosted, terms
from app.initiatives.arrangements.panels import open_of_member
from app.initiatives.arrangements.queries import find_terms, hosted_of_member, told_in
from app.initiatives.diary.models import DiaryEntry, DiaryPresence, EntryKind
from app.initiatives.diary.operations import Facts, write
from app.initiatives.diary.queries import open_tasks_of
from app.initiatives.groups.models import Initiative, Kind, Member, MemberState
from app.initiatives.groups.operations import members
from app.initiatives.groups.queries import count_members, members_of
from app.people.merging.images import image_of
from app.people.merging.operations import merge, undo
from app.people.models import Merge, Participant
from app.people.operations.erasing import erase
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_arrangements import a_provider, an_account, book, told
from tests.factories.initiatives_groups import a_member, an_initiative, somebody

ClientFor = Callable[[Person | None], PageClient]
DAY = date(2026, 3, 2)


@pytest.fixture
def cooperative(cast: Cast) -> Initiative:
    with writing():
        return an_initiative(cast.facilitator.actor, kind=Kind.COOPERATIVE_ACTIVITIES.value)


def person_of(member: Member) -> Participant:
    return db.session.get_one(Participant, member.participant_id)


def become_one(cast: Cast, kept: Participant, gone: Participant) -> Merge:
    with writing():
        done = merge(
            cast.coordinator.actor,
            merge_id=new_id(),
            kept=kept,
            gone=gone,
            versions=(kept.version, gone.version),
            reason="said_so",
        )
    db.session.expire_all()
    return done


def rows_of(*people: Participant) -> Image:
    """How everything stands that hangs on them, but for how often the records were changed."""
    found = image_of(*(each.id for each in people))
    return {
        name: rows for name, rows in found.items() if name.startswith(("initiative", "hosted", "benefits"))
    }


def test_tasks_presences_and_accounts_go_to_the_place_that_stays_and_come_back(
    cast: Cast, cooperative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        one, other = (a_member(actor, cooperative, name) for name in ("Belmira Seixas", "Belmira S."))
        account = an_account(actor, cooperative, other)
        book(actor, account, "invoice", 10_000)
        told(actor, cooperative, other)
        task = Facts(title="Comprar tinta", member_id=other.id)
        write(actor, entry_id=new_id(), initiative=cooperative, kind=EntryKind.TASK, facts=task)
        for who in ({one.id, other.id}, {other.id}):
            met = Facts(title="Reunião", on=DAY, present=frozenset(who))
            write(actor, entry_id=new_id(), initiative=cooperative, kind=EntryKind.MEETING, facts=met)
    kept, gone = person_of(one), person_of(other)
    before = rows_of(kept, gone)
    done = become_one(cast, kept, gone)
    (member,) = members_of(cooperative.id)
    assert member.id == one.id
    assert [each.title for each in open_tasks_of(cooperative.id, member.id)] == ["Comprar tinta"]
    assert [each.id for each in hosted_of_member(member.id)] == [account.id]
    assert open_of_member(member.id), "whoever leaves with an open account is told so"
    assert list(told_in(cooperative.id)) == [member.id]
    there = db.session.scalars(select(DiaryPresence.member_id)).all()
    assert list(there) == [member.id] * 2, "nobody was twice at one meeting"
    with writing():
        undo(cast.coordinator.actor, merge=done)
    db.session.expire_all()
    assert rows_of(kept, db.session.get_one(Participant, done.gone_id)) == before


def test_who_takes_part_goes_on_taking_part_where_the_other_record_was_only_invited(
    cast: Cast, cooperative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        invited = a_member(actor, cooperative, "Belmira Seixas", is_invited=True)
        active = a_member(actor, cooperative, "Belmira S.", share=10_000)
    kept, gone = person_of(invited), person_of(active)
    before = rows_of(kept, gone)
    done = become_one(cast, kept, gone)
    (member,) = members_of(cooperative.id)
    assert (member.id, member.state, member.participant_id) == (active.id, MemberState.ACTIVE, kept.id)
    assert db.session.get_one(Member, invited.id).state == MemberState.DECLINED
    with writing():
        undo(cast.coordinator.actor, merge=done)
    db.session.expire_all()
    assert rows_of(kept, db.session.get_one(Participant, done.gone_id)) == before


def test_of_two_invitations_one_stays_and_nobody_was_ever_in(cast: Cast, cooperative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        one, other = (a_member(actor, cooperative, name, is_invited=True) for name in ("Rita", "Rita A."))
    become_one(cast, person_of(one), person_of(other))
    states = {each.id: each.state for each in members_of(cooperative.id, with_former=True)}
    assert states == {one.id: MemberState.INVITED, other.id: MemberState.DECLINED}
    assert not count_members([cooperative.id])


def test_somebody_with_accounts_is_erased_in_whatever_order_rows_were_written(
    cast: Cast, cooperative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        member = a_member(actor, cooperative, "Belmira Seixas")
        account = an_account(actor, cooperative, member)
        earlier, later = sorted((new_id(), new_id()))
        entry = hosted.Entry(kind="invoice", on=DAY, cents=10_000)
        invoice = hosted.book(actor, booking_id=later, hosted=account, entry=entry)
        hosted.reverse(actor, reversal_id=earlier, hosted=account, booking=invoice)
    with writing():
        erase(cast.coordinator.actor, participant=person_of(member), reason="asked_by_person")
    db.session.expire_all()
    cents = sorted(db.session.scalars(select(Booking.cents)))
    assert cents == [-10_000, -1_000, 1_000, 10_000]


def test_nothing_hangs_on_an_invitation_so_that_it_can_go_whole(cast: Cast, cooperative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        group = an_initiative(actor, "Grupo", kind=Kind.OCCASIONAL_GROUP.value)
        person = somebody(actor, "Custódio Anes")
        in_group = a_member(actor, group, person, is_invited=True)
        invited = a_member(actor, cooperative, person, is_invited=True)
        told(actor, cooperative, invited)
    with pytest.raises(NotFound), writing():
        an_account(actor, cooperative, invited)
    task = Facts(title="Comprar tinta", member_id=invited.id)
    with pytest.raises(NotFound), writing():
        write(actor, entry_id=new_id(), initiative=cooperative, kind=EntryKind.TASK, facts=task)
    facts = terms.InvoicingFacts(invoicing_member_id=in_group.id)
    with pytest.raises(NotFound), writing():
        terms.say_terms(actor, initiative=group, version=0, facts=facts)
    with writing():
        erase(cast.coordinator.actor, participant=person, reason="asked_by_person")
    assert not members_of(cooperative.id, with_former=True)


def test_who_invoices_and_leaves_is_told_and_not_lost_from_the_form(
    cast: Cast, client_for: ClientFor
) -> None:
    actor = cast.facilitator.actor
    with writing():
        group = an_initiative(actor, "Grupo", kind=Kind.OCCASIONAL_GROUP.value)
        member = a_member(actor, group, "Belmira Seixas")
        facts = terms.InvoicingFacts(invoicing_member_id=member.id)
        terms.say_terms(actor, initiative=group, version=0, facts=facts)
    with pytest.raises(members.StillOpen), writing():
        members.leave(actor, initiative=group, member=member, on=DAY, reason="no_time")
    with writing():
        today = member.joined_on or DAY
        members.leave(
            actor, initiative=group, member=member, on=today, reason="no_time", note="Segue a Rita."
        )
    client, there = client_for(cast.facilitator), f"/initiatives/{group.id}/terms"
    client.submit(client.get(there), there)
    db.session.expire_all()
    kept = find_terms(group.id)
    assert kept is not None
    assert kept.invoicing_member_id == member.id


def test_a_task_that_is_somebodys_stays_theirs_when_they_left(cast: Cast, cooperative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        member = a_member(actor, cooperative, "Belmira Seixas")
        facts = Facts(title="Comprar tinta", member_id=member.id)
        write(actor, entry_id=new_id(), initiative=cooperative, kind=EntryKind.TASK, facts=facts)
        members.leave(
            actor, initiative=cooperative, member=member, on=member.joined_on or DAY, reason="no_time"
        )
    assert db.session.scalars(select(DiaryEntry.member_id)).all() == [member.id]


def test_no_clock_erases_who_works_for_an_agency_or_whose_account_is_open(
    cast: Cast, cooperative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        agency = an_initiative(actor, "Agência", kind=Kind.PROXIMITY_AGENCY.value)
        working, over, owed, even = (somebody(actor, name) for name in ("Rita", "Rui", "Rosa", "Raul"))
        a_provider(actor, agency, participant_id=working.id, name="")
        a_provider(actor, agency, participant_id=over.id, name="", until=DAY)
        for who, cents in ((owed, 4_000), (even, 9_000)):
            member = a_member(actor, cooperative, who)
            account = an_account(actor, cooperative, member)
            book(actor, account, "invoice", 10_000)
            book(actor, account, "payout", cents)
            today = member.joined_on or DAY
            members.leave(
                actor, initiative=cooperative, member=member, on=today, reason="no_time", note="Por pagar."
            )
    whose = [each.whose(clock.now()) for each in declared(Activity)]
    active = {row for each in whose for row in db.session.scalars(each)}
    assert {working.id, owed.id} <= active
    assert not {over.id, even.id} & active
