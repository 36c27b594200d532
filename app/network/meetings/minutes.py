"""A meeting with all that belongs to it: what its page shows, and what its papers say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask_babel import gettext as _

from app.core.actor import Actor
from app.network.meetings.models.meeting import AgendaItem, Invitee, Meeting, MeetingState
from app.network.meetings.models.record import Dissent, MinutesCorrection, Resolution
from app.network.meetings.permissions import may_name
from app.network.meetings.queries import decisions, records
from app.network.meetings.quorum import Quorum
from app.network.parties.queries import organisation_names


@dataclass(frozen=True, slots=True)
class Record:
    """One meeting. `is_named`: the actor reads who was there and what they said. `names` are of parties.

    `to_tell`: of one that was put back, who may think that it does not take place.
    """

    meeting: Meeting
    is_named: bool
    items: Sequence[AgendaItem]
    invitees: Sequence[Invitee]
    resolutions: Mapping[UUID, Sequence[Resolution]]
    dissents: Mapping[UUID, Sequence[Dissent]]
    corrections: Sequence[MinutesCorrection]
    still_open: Sequence[Resolution]
    names: Mapping[UUID, str] = field(default_factory=dict)
    to_tell: Sequence[Invitee] = ()

    @property
    def agenda(self) -> Sequence[AgendaItem]:
        """The items that stand, in their order."""
        return [each for each in self.items if each.withdrawn_at is None]

    @property
    def invited(self) -> Sequence[Invitee]:
        """Who is on the list, and was not taken off."""
        return [each for each in self.invitees if each.withdrawn_at is None]

    @property
    def quorum(self) -> Quorum:
        return records.quorum_of(self.meeting, self.invitees)

    @property
    def has_decided(self) -> bool:
        return any(each.withdrawn_at is None for those in self.resolutions.values() for each in those)

    @property
    def staff_ids(self) -> Iterator[UUID | None]:
        """Who of the staff is named in it."""
        yield from (self.meeting.convened_by, self.meeting.approved_by)
        yield from (each.created_by for each in self.corrections)
        yield from (each.owner_staff_id for those in self.resolutions.values() for each in those)
        yield from (each.owner_staff_id for each in self.still_open)

    def called(self, invitee: Invitee) -> str:
        """The organisation, and where the actor may read it the name: "Associação Raiz (Ana Reis)"."""
        party = self.names.get(invitee.party_id, "") if invitee.party_id else ""
        if not invitee.name:
            return party or invitee.role or _("Name no longer kept")
        if not self.is_named:
            return party or invitee.role
        return f"{party} ({invitee.name})" if party else invitee.name

    def party(self, party_id: UUID | None) -> str:
        return self.names.get(party_id, "") if party_id else ""


def read_record(actor: Actor, meeting: Meeting) -> Record:
    """All that belongs to a meeting that the actor may see; a fixed number of queries."""
    invitees = records.list_invitees(meeting.id)
    resolutions = records.resolutions_of(meeting.id)
    still_open = decisions.open_before(meeting) if may_name(actor, meeting) else ()
    is_approved = meeting.state == MeetingState.APPROVED
    by_item: dict[UUID, list[Resolution]] = defaultdict(list)
    for each in resolutions:
        by_item[each.agenda_item_id].append(each)
    owners = [each.owner_party_id for each in (*resolutions, *still_open)]
    return Record(
        meeting,
        may_name(actor, meeting),
        records.list_items(meeting.id),
        invitees,
        by_item,
        records.dissents_of(each.id for each in resolutions) if resolutions else {},
        records.corrections_of(meeting.id) if is_approved else (),
        still_open,
        organisation_names([meeting.body_id, *(each.party_id for each in invitees), *owners]),
        records.told_otherwise(meeting, (each for each in invitees if each.withdrawn_at is None)),
    )
