"""The papers of a meeting: convocation, list of presences to sign, minutes. Office papers, in Portuguese."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import gettext as _

from app.core import i18n
from app.core.i18n import speaking
from app.core.papers.letterhead import Letterhead, on_paper
from app.core.papers.paper import Paper
from app.network.links.tokens import to_type
from app.network.meetings.minutes import Record
from app.network.meetings.models.meeting import Invitee, MeetingState, Presence
from app.network.meetings.models.record import Resolution
from app.network.meetings.wording import ITEM_KINDS, KINDS, STANCES, rule_in_words, votes_in_words

BLANK_LINES = 4
"""Lines for those who come without having been invited."""
HERE = Path(__file__)
Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whose convocation it is, where they answer, and until which day."""

    recipient: str
    address: str
    until: date


def convocation_paper(
    head: Letterhead, record: Record, staff: Names, letters: Sequence[Addressed] = ()
) -> Paper:
    """The convocation with its agenda, and what the body still has to do.

    With `letters` it begins anew for each of them, with their name and the code of their link: to be posted.
    """
    with speaking(i18n.MAIN):
        meeting = record.meeting
        data = {
            **_facts(record),
            "agenda": _agenda(record),
            "still_open": [_still_open(record, each, staff) for each in record.still_open],
            "rule": rule_in_words(meeting.rule) if record.meeting.rule_kind != "none" else "",
            "convened": _convened(record, staff),
            "letters": [
                {
                    "recipient": each.recipient,
                    "address": each.address,
                    "typed": to_type(each.address),
                    "until": _day(each.until),
                }
                for each in letters
            ],
        }
    scanned = [each.address for each in letters]
    return on_paper(HERE.with_name("convocation.typ"), head, data, scanned)


def presence_paper(head: Letterhead, record: Record) -> Paper:
    """The list that those present sign."""
    with speaking(i18n.MAIN):
        people = [
            {
                "name": each.name,
                "party": record.party(each.party_id),
                "role": each.role,
                "is_member": each.is_member,
            }
            for each in record.invited
        ]
        data = {**_facts(record), "people": people, "blank": BLANK_LINES}
    return on_paper(HERE.with_name("presence_list.typ"), head, data)


def minutes_paper(head: Letterhead, record: Record, staff: Names) -> Paper:
    """The minutes as they stand, with their corrections; marked while nobody approved them."""
    with speaking(i18n.MAIN):
        data = {
            **_facts(record),
            "is_draft": record.meeting.state != MeetingState.APPROVED,
            "opening": list(_opening(record)),
            "presences": [{"label": label, "names": names} for label, names in _presences(record)],
            "items": [
                {**line, "notes": each.notes, "resolutions": list(_resolutions(record, each.id, staff))}
                for line, each in zip(_agenda(record), record.agenda, strict=True)
            ],
            "closing": list(_closing(record)),
            "corrections": [
                {"head": _corrected(record, each.created_at, each.created_by, staff), "words": each.words}
                for each in record.corrections
                if each.withdrawn_at is None
            ],
        }
    return on_paper(HERE.with_name("minutes.typ"), head, data)


def _facts(record: Record) -> dict[str, Any]:
    meeting = record.meeting
    return {
        "title": meeting.title,
        "kind": str(KINDS[meeting.kind]),
        "body": record.party(meeting.body_id),
        "day": _day(meeting.on, "full"),
        "time": f"{meeting.starts:%H:%M}–{meeting.ends:%H:%M}",
        "place": meeting.place,
    }


def _day(on: Any, length: str = "long") -> str:
    return format_date(on, length, locale=i18n.language(i18n.MAIN).locale)


def _agenda(record: Record) -> list[dict[str, str]]:
    return [
        {"number": str(number), "words": each.words, "kind": str(ITEM_KINDS[each.kind])}
        for number, each in enumerate(record.agenda, 1)
    ]


def _still_open(record: Record, each: Resolution, staff: Names) -> dict[str, str]:
    return {
        "words": each.words,
        "whence": _day(each.meeting.on),
        "owner": _owner(record, each, staff),
        "due": _day(each.due_on) if each.due_on else "",
    }


def _owner(record: Record, each: Resolution, staff: Names) -> str:
    names = (
        record.party(each.owner_party_id),
        staff.get(each.owner_staff_id, "") if each.owner_staff_id else "",
    )
    return ", ".join(filter(None, names))


def _convened(record: Record, staff: Names) -> str:
    meeting = record.meeting
    if meeting.convened_at is None:
        return ""
    day = _day(meeting.convened_at.astimezone(ZoneInfo(meeting.zone)).date())
    who = staff.get(meeting.convened_by, "") if meeting.convened_by else ""
    return (
        _("Convened on %(day)s by %(who)s.", day=day, who=who) if who else _("Convened on %(day)s.", day=day)
    )


def _opening(record: Record) -> Iterator[str]:
    """When it began, with how many, and whether they could decide."""
    meeting, quorum = record.meeting, record.quorum
    began = f"{meeting.began or meeting.starts:%H:%M}"
    if meeting.on_second_call:
        yield _("The meeting began at %(hour)s, on the second call.", hour=began)
    else:
        yield _("The meeting began at %(hour)s.", hour=began)
    if meeting.rule_kind == "none":
        return
    counts = {"present": quorum.present, "members": quorum.members, "needed": quorum.needed}
    if quorum.is_met:
        yield _(
            "%(present)s of %(members)s members were present or represented; %(needed)s are needed.", **counts
        )
    else:
        yield _(
            "Only %(present)s of %(members)s members were present or represented, and %(needed)s are needed: "
            "the meeting was held as information, and decided nothing.",
            **counts,
        )


def _presences(record: Record) -> Iterator[tuple[str, list[str]]]:
    """Who was there, grouped; whoever was not noted stands with the absent."""
    groups = (
        (_("Present"), [each for each in record.invited if each.presence == Presence.PRESENT]),
        (_("Came later"), [each for each in record.invited if each.presence == Presence.LATE]),
        (_("Represented"), [each for each in record.invited if each.presence == Presence.REPRESENTED]),
        (_("Absent"), [each for each in record.invited if not each.was_there]),
    )
    yield from ((label, [_in_full(record, each) for each in those]) for label, those in groups if those)


def _in_full(record: Record, each: Invitee) -> str:
    called = record.called(each)
    if each.presence == Presence.REPRESENTED and each.spokesperson:
        return _("%(name)s, represented by %(other)s", name=called, other=each.spokesperson)
    return called


def _resolutions(record: Record, item_id: UUID, staff: Names) -> Iterator[dict[str, Any]]:
    for each in record.resolutions.get(item_id, ()):
        if each.withdrawn_at is not None:
            continue
        head = _("Resolution")
        if each.stance:
            head = _("%(stance)s opinion on %(subject)s", stance=STANCES[each.stance], subject=each.subject)
        owner, due = _owner(record, each, staff), _day(each.due_on) if each.due_on else ""
        yield {
            "head": head,
            "words": each.words,
            "votes": votes_in_words(each),
            "owner": _("Carried out by: %(owner)s", owner=owner) if owner else "",
            "due": _("Until %(day)s", day=due) if due else "",
            "dissents": [
                {"whose": dissent.whose, "words": dissent.words}
                for dissent in record.dissents.get(each.id, ())
                if dissent.withdrawn_at is None
            ],
        }


def _closing(record: Record) -> Iterator[str]:
    """When it ended, and who approved the minutes when."""
    meeting = record.meeting
    if meeting.closed:
        yield _("The meeting ended at %(hour)s.", hour=f"{meeting.closed:%H:%M}")
    if meeting.approved_on:
        yield _("These minutes were approved on %(day)s.", day=_day(meeting.approved_on))


def _corrected(record: Record, at: Any, by: UUID | None, staff: Names) -> str:
    day = _day(at.astimezone(ZoneInfo(record.meeting.zone)).date())
    who = staff.get(by, "") if by else ""
    return f"{day}, {who}" if who else day
