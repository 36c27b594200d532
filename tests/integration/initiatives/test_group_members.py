"""Who belongs to an initiative: invited, there, gone, back; never named where their name is protected."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.errors import IllegalTransition, NotFound
from app.core.unit_of_work import writing
from app.initiatives.groups import closing
from app.initiatives.groups.closing import Hanging
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.groups.operations import members, stages
from app.initiatives.groups.operations.members import BelongsAlready, IsClosed, StillOpen, Terms
from app.initiatives.groups.queries import member_names, members_of
from app.people.merging.operations import merge, undo
from app.people.models import Participant
from app.people.operations.erasing import erase
from app.people.operations.rights import restrict
from app.people.operations.sealing import seal
from app.people.rights.rest import UseRestricted
from app.people.sealing import SEAL_REASONS
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_groups import a_member, an_initiative, somebody

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    with writing():
        return an_initiative(cast.facilitator.actor)


@pytest.fixture
def belmira(cast: Cast, initiative: Initiative) -> Member:
    with writing():
        return a_member(cast.facilitator.actor, initiative, "Belmira Seixas", share=5_000, hours=10)


@pytest.fixture
def account_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that keeps accounts of members says that 80 euros are open."""

    def said(kind: type, _app: object = None) -> Sequence[Hanging]:
        open_ = Hanging(lambda _id: (), lambda _id: ["Their account stands at 80,00 €."])
        return [open_] if kind is Hanging else ()

    monkeypatch.setattr(closing, "declared", said)


def person_of(member: Member) -> Participant:
    return db.session.get_one(Participant, member.participant_id)


def states(initiative: Initiative) -> list[str]:
    db.session.expire_all()
    return [each.state for each in members_of(initiative.id, with_former=True)]


def test_somebody_is_found_by_name_and_takes_part(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    with writing():
        person = somebody(cast.facilitator.actor, "Custódio Anes")
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/members"
    found = client.get(f"{address}?q=anes")
    assert "Custódio Anes" in found.text
    new = f"{address}/new/{person.id}"
    client.submit(client.get(new), new, role="Canalização", share="33,34", hours="12")
    (member,) = members_of(initiative.id)
    assert (member.role, member.share, member.hours) == ("Canalização", 3_334, 12)
    assert "Custódio Anes" not in client.get(f"{address}?q=anes").text, "who belongs to it is not offered"


def test_a_share_that_would_be_rounded_is_asked_again(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/members/{belmira.id}"
    page = client.submit(client.get(address), address, share="33,333", status=422)
    assert "33,333" in page.html
    client.submit(client.get(address), address, share="33,33")
    db.session.expire_all()
    assert members_of(initiative.id)[0].share == 3_333


def test_shares_that_do_not_come_to_the_whole_are_named(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}"
    assert client.get(address).soup.select_one("#members .notice-warning")
    with writing():
        a_member(cast.facilitator.actor, initiative, "Custódio Anes", share=6_000)
    assert "10 %" in client.get(address).soup.select_one("#members .notice-warning").get_text()  # type: ignore[union-attr]
    with writing():
        member = members_of(initiative.id)[1]
        terms = Terms(share=5_000)
        members.edit_member(
            cast.facilitator.actor,
            initiative=initiative,
            member=member,
            version=member.version,
            terms=terms,
        )
    assert not client.get(address).soup.select_one("#members .notice-warning")


def test_nobody_belongs_twice_and_nobody_joins_what_is_closed(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with pytest.raises(BelongsAlready), writing():
        a_member(actor, initiative, person_of(belmira))
    new = f"/initiatives/{initiative.id}/members/new/{belmira.participant_id}"
    client.submit(client.get(new), new, status=422, role="Outra vez")
    with writing():
        stages.close(
            actor,
            initiative=initiative,
            version=initiative.version,
            on=date(2026, 12, 1),
            reason="other",
        )
    with pytest.raises(IsClosed), writing():
        a_member(actor, initiative, "Delfina Rola")


def test_an_invitation_is_answered_at_the_desk_and_the_answer_taken_back(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with writing():
        invited = a_member(actor, initiative, "Custódio Anes", is_invited=True)
    one = f"/initiatives/{initiative.id}/members/{invited.id}"
    client.submit(client.get(f"{one}/refusal"), f"{one}/refusal", status=422, reason="")
    client.submit(client.get(f"{one}/refusal"), f"{one}/refusal", reason="no_time")
    assert states(initiative) == ["declined"]
    client.post(f"{one}/return")
    assert states(initiative) == ["invited"]
    client.post(f"{one}/acceptance")
    assert states(initiative) == ["active"]
    client.post(f"{one}/acceptance")
    assert states(initiative) == ["active"], "the second of two says so and changes nothing"
    with pytest.raises(IllegalTransition), writing():
        members.decline(
            actor, initiative=initiative, member=db.session.get_one(Member, invited.id), reason="no_time"
        )


def test_who_leaves_with_an_open_account_does_not_go_in_silence(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member, account_is_open: None
) -> None:
    client, one = client_for(cast.facilitator), f"/initiatives/{initiative.id}/members/{belmira.id}"
    page = client.get(f"{one}/leaving")
    assert "Their account stands at 80,00 €." in page.text
    client.submit(page, f"{one}/leaving", status=422, reason="found_work")
    with pytest.raises(StillOpen), writing():
        members.leave(
            cast.facilitator.actor,
            initiative=initiative,
            member=belmira,
            on=date(2026, 12, 1),
            reason="moved_away",
        )
    db.session.rollback()
    client.submit(page, f"{one}/leaving", reason="found_work", note="Recebe o saldo em janeiro.")
    assert states(initiative) == ["left"]
    client.post(f"{one}/return")
    assert states(initiative) == ["active"]


def test_a_member_of_another_initiative_is_not_found(
    cast: Cast, client_for: ClientFor, belmira: Member
) -> None:
    with writing():
        other = an_initiative(cast.facilitator.actor, "Outra")
    client_for(cast.facilitator).get(f"/initiatives/{other.id}/members/{belmira.id}", status=404)


def test_people_of_elsewhere_and_whose_data_rests_do_not_join(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        there = somebody(cast.stranger.actor, "Amélia Longe")
        resting = somebody(actor, "Olga Descanso")
        restrict(cast.coordinator.actor, participant=resting, reason="accuracy", asked_by="person")
    for person, error in ((there, NotFound), (resting, UseRestricted)):
        with pytest.raises(error), writing():
            a_member(actor, initiative, person)


def test_a_protected_member_is_counted_and_not_named(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    with writing():
        seal(cast.coordinator.actor, participant=person_of(belmira), reason=SEAL_REASONS[0])
    for reader in (cast.facilitator, cast.coordinator):
        assert "Belmira" not in client_for(reader).get(f"/initiatives/{initiative.id}").html
        assert not member_names(reader.actor, members_of(initiative.id))
    client = client_for(cast.facilitator)
    assert "Belmira" not in client.get(f"/initiatives/{initiative.id}/members?q=belmira").text.replace(
        "belmira", ""
    )


def test_of_two_records_of_one_person_one_place_stays(
    cast: Cast, initiative: Initiative, belmira: Member
) -> None:
    actor = cast.coordinator.actor
    with writing():
        twin = a_member(cast.facilitator.actor, initiative, "Belmira S.")
        other = an_initiative(cast.facilitator.actor, "Outra")
        a_member(cast.facilitator.actor, other, person_of(twin))
    kept, gone = person_of(belmira), person_of(twin)
    with writing():
        versions = (kept.version, gone.version)
        done = merge(actor, merge_id=new_id(), kept=kept, gone=gone, versions=versions, reason="said_so")
    db.session.expire_all()
    whose = select(Member.participant_id, Member.initiative_id).order_by(Member.id)
    assert {tuple(row) for row in db.session.execute(whose)} == {
        (belmira.participant_id, initiative.id),
        (belmira.participant_id, other.id),
    }
    with writing():
        undo(actor, merge=done)
    assert len(members_of(initiative.id)) == 2


def test_of_somebody_erased_the_number_stays_without_them(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    with writing():
        erase(cast.coordinator.actor, participant=person_of(belmira), reason="asked_by_person")
    db.session.expire_all()
    (left,) = members_of(initiative.id, with_former=True)
    assert (left.participant_id, left.role, left.note) == (None, "", "")
    assert left.state == MemberState.LEFT
    client_for(cast.facilitator).get(f"/initiatives/{initiative.id}")


def test_nobody_comes_back_into_what_is_closed_or_while_their_data_rests(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    actor, day = cast.facilitator.actor, belmira.joined_on
    assert day
    with writing():
        invited = a_member(actor, initiative, "Custódio Anes", is_invited=True)
        members.leave(actor, initiative=initiative, member=belmira, on=day, reason="no_time")
        restrict(cast.coordinator.actor, participant=person_of(belmira), reason="accuracy", asked_by="person")
    with pytest.raises(UseRestricted), writing():
        members.put_back(actor, initiative=initiative, member=belmira)
    with writing():
        stages.close(actor, initiative=initiative, version=initiative.version, on=day, reason="other")
    with pytest.raises(IsClosed), writing():
        members.accept(actor, initiative=initiative, member=invited)
    client_for(cast.facilitator).post(f"/initiatives/{initiative.id}/members/{invited.id}/acceptance")
    assert "active" not in states(initiative)


def test_nobody_leaves_in_times_to_come_or_before_they_joined(
    cast: Cast, client_for: ClientFor, initiative: Initiative, belmira: Member
) -> None:
    client, there = client_for(cast.facilitator), f"/initiatives/{initiative.id}/members/{belmira.id}/leaving"
    for day in (["1", "3", "2090"], ["1", "3", "2020"]):
        client.submit(client.get(there), there, on=day, reason="no_time", status=422)
    assert states(initiative) == ["active"]
