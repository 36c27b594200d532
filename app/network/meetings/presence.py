"""Reading the list of presences: drawn and read by hand, for everybody of it is sent at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.core.text import tidy
from app.network.meetings.models.meeting import Invitee, Presence
from app.network.meetings.operations.invitees import Mark

KNOWN = frozenset({"", *(each.value for each in Presence)})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody invited, as stored or as typed; `was`: what stood there when the list was drawn."""

    invitee: Invitee
    was: Mark
    now: Mark
    theirs: Mark | None = None
    is_wrong: bool = False


def stored_rows(invitees: Iterable[Invitee]) -> list[Row]:
    """The list as it is stored."""
    return [Row(each, _stored(each), _stored(each)) for each in invitees if each.withdrawn_at is None]


def _stored(invitee: Invitee) -> Mark:
    return Mark(invitee.presence, invitee.spokesperson)


def typed_rows(stored: Iterable[Row], form: MultiDict[str, str]) -> list[Row]:
    """The list as it was sent; a row that was not sent stays as stored."""
    return [_typed(each, form) for each in stored]


def _typed(row: Row, form: MultiDict[str, str]) -> Row:
    key = row.invitee.id.hex
    presence = form.get(f"presence-{key}")
    if presence is None:
        return row
    was = Mark(form.get(f"was-{key}", ""), tidy(form.get(f"was-by-{key}", "")))
    now = Mark(presence, tidy(form.get(f"by-{key}", ""))[:LONGEST])
    return replace(row, was=was, now=now, is_wrong=presence not in KNOWN)


def with_theirs(rows: Iterable[Row], theirs: Mapping[UUID, Mark]) -> list[Row]:
    """The same list with what somebody else noted meanwhile beside what was typed; sent again, it counts."""
    return [
        replace(each, theirs=theirs[each.invitee.id], was=theirs[each.invitee.id])
        if each.invitee.id in theirs
        else each
        for each in rows
    ]


def changes(rows: Iterable[Row]) -> dict[UUID, tuple[Mark, Mark]]:
    """What stood there and what is meant now, by invitee."""
    return {each.invitee.id: (each.was, each.now) for each in rows}
