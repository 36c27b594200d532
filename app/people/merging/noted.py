"""What merging means for what staff note of people: numbers, meetings, duties to keep, who read the record,
and whom somebody said it is not.
"""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.core import clock
from app.core.db import db
from app.people.contact_notes.kinds import kinds
from app.people.contact_notes.models import ContactNote
from app.people.duplicates.apart import find_not_same
from app.people.duplicates.models import LikelyPair, NotSame, in_order
from app.people.identifiers.models import NationalIdentifier
from app.people.merging.images import comes_and_goes
from app.people.merging.rules import Fates, Merged, Rule, declare, follows
from app.people.models import RecordOpening
from app.people.operations.rights import withdraw_announcement
from app.people.rights.models import ErasureNotice, Hold, Restriction
from app.people.rights.words import HOLD_REASONS, RESTRICTION_REASONS
from app.people.wording import IDENTIFIER_KINDS
from app.ui.wording import short_day

comes_and_goes(LikelyPair)  # with every look over everybody


def _of_numbers(rows: Sequence[NationalIdentifier]) -> list[str]:
    """Only of which kind: whoever wants to read them opens them, which is logged."""
    return [str(IDENTIFIER_KINDS[each.kind]) if each.stands else "" for each in rows]


def _number(each: NationalIdentifier) -> tuple[str, str]:
    """What a lost key wrote is like nothing else."""
    return each.kind, each.number or str(each.id)


def _which_stand(kept: Sequence[NationalIdentifier], gone: Sequence[NationalIdentifier]) -> Fates:
    kept, gone = ([each for each in rows if each.stands] for rows in (kept, gone))
    known, said = {_number(each) for each in kept}, {each.kind for each in kept}
    beside = _("Stands beside the other number of this kind, until somebody looks which is right")
    both = {each.id: beside for each in gone if each.kind in said}
    once = _("Is there already, and stands once")
    return both | {each.id: once for each in gone if _number(each) in known}


def _join_numbers(told: Merged) -> None:
    """What is noted of both stands once; two that differ stay beside each other until somebody looks."""
    kept, gone = (NUMBERS.rows(each.id) for each in (told.kept, told.gone))
    known = {_number(each) for each in kept if each.stands}
    for each in gone:
        if each.stands and _number(each) in known:
            db.session.delete(each)
        else:
            each.participant_id = told.kept.id
    db.session.flush()


NUMBERS = declare(
    Rule(
        model=NationalIdentifier,
        title=_("Numbers of the state"),
        words=_of_numbers,
        act=_join_numbers,
        fates=_which_stand,
    )
)


def _of_contacts(rows: Sequence[ContactNote]) -> list[str]:
    return ["" if each.is_withdrawn else _of_contact(each) for each in rows]


def _of_contact(note: ContactNote) -> str:
    how, day = str(kinds()[note.kind]), short_day(note.held_on)
    if note.next_on is None:
        return gettext("%(how)s on %(day)s", how=how, day=day)
    seen = short_day(note.next_on)
    return gettext("%(how)s on %(day)s, with an appointment for %(next)s", how=how, day=day, next=seen)


def _which_is_over(kept: Sequence[ContactNote], gone: Sequence[ContactNote]) -> Fates:
    """Of all notes about one person the last holds the next appointment (contact_notes/queries.py)."""
    lasts = [last for last in (_last(kept), _last(gone)) if last]
    over = _("Its appointment no longer counts: the other record was written in later")
    earlier = min(lasts, key=_written) if len(lasts) > 1 else None
    return {earlier.id: over} if earlier and earlier.next_on else {}


def _last(rows: Sequence[ContactNote]) -> ContactNote | None:
    return max((each for each in rows if not each.is_withdrawn), key=_written, default=None)


def _written(note: ContactNote) -> tuple[object, UUID]:
    return note.created_at, note.id


CONTACT_NOTES = follows(ContactNote, _("Meetings and calls"), _of_contacts, _which_is_over)


def _of_holds(rows: Sequence[Hold]) -> list[str]:
    return [
        "" if each.lifted_at else f"{HOLD_REASONS[each.reason]} ({short_day(each.until_on)})" for each in rows
    ]


HOLDS = follows(Hold, _("Duties to keep"), _of_holds)


def _of_restrictions(rows: Sequence[Restriction]) -> list[str]:
    return [str(RESTRICTION_REASONS[each.reason]) for each in rows]


RESTRICTIONS = follows(Restriction, _("Times in which the data was not used"), _of_restrictions)
"""All over: whose data rests is not merged."""


def _of_notices(rows: Sequence[ErasureNotice]) -> list[str]:
    due = (gettext("Due on %(day)s", day=short_day(each.due_on)) for each in rows)
    return ["" if each.ended_at else words for each, words in zip(rows, due, strict=True)]


def _are_over(kept: Sequence[ErasureNotice], gone: Sequence[ErasureNotice]) -> Fates:
    return dict.fromkeys((each.id for each in (*kept, *gone)), _("Is withdrawn: something goes on"))


def _end_notices(told: Merged) -> None:
    """Of both: somebody looked at them, and found that they go on."""
    for each in NOTICES.rows(told.kept.id, told.gone.id):
        each.ended_at = each.ended_at or clock.now()
        withdraw_announcement(each)
        each.participant_id = told.kept.id
    db.session.flush()


NOTICES = declare(
    Rule(
        model=ErasureNotice,
        title=_("Notice that the record will be erased"),
        words=_of_notices,
        act=_end_notices,
        fates=_are_over,
    )
)


def _how_often(rows: Sequence[RecordOpening]) -> list[str]:
    """One line for all: who it was stands on the page of the person."""
    said = ngettext("%(num)d time, with a reason", "%(num)d times, with a reason", len(rows))
    return [said, *("" for _each in rows[1:])] if rows else []


OPENINGS = follows(RecordOpening, _("Who opened the record"), _how_often)


def _of_pairs(rows: Sequence[NotSame]) -> list[str]:
    """Not whom else it is about: that may be somebody protected."""
    said = (gettext("Said on %(day)s", day=short_day(each.decided_at.date())) for each in rows)
    return ["" if each.withdrawn_at else words for each, words in zip(rows, said, strict=True)]


def _of_these_two(kept: Sequence[NotSame], gone: Sequence[NotSame]) -> Fates:
    """A row that leads to both is about them."""
    both = {each.id for each in kept} & {each.id for each in gone}
    return dict.fromkeys(both, _("It was said of these two records, and ends with this"))


def _pairs_follow(told: Merged) -> None:
    """Who was said not to be the one is not the other either; what was said of these two, or twice, ends."""
    gone, kept = told.gone.id, told.kept.id
    theirs = select(NotSame).where(or_(NotSame.one_id == gone, NotSame.other_id == gone))
    for said in db.session.scalars(theirs.order_by(NotSame.id)).all():
        beside = said.other_id if said.one_id == gone else said.one_id
        if beside == kept or (said.withdrawn_at is None and find_not_same(kept, beside)):
            db.session.delete(said)
        else:
            said.one_id, said.other_id = in_order(kept, beside)
        db.session.flush()


APART = declare(
    Rule(
        model=NotSame,
        title=_("Said not to be somebody else"),
        words=_of_pairs,
        act=_pairs_follow,
        fates=_of_these_two,
        whose=(NotSame.one_id, NotSame.other_id),
    )
)
