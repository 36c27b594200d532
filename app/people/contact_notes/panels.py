"""What contacts show on a person's page and on the front page."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.feature import Area, Link, Panel
from app.core.lines import Lines
from app.core.permission import Permission
from app.core.person_page import Act, Moment
from app.people.contact_notes.kinds import kinds, outcomes
from app.people.contact_notes.queries import BOOKED, NOTE, words_of
from app.people.models import Participant


def acts(actor: Actor, person: Participant) -> Iterable[Act]:
    """Noting a contact, with what came of it and the next appointment."""
    if actor.may(Permission.PARTICIPANT_WRITE, person.municipality_id):
        yield Act(
            10, Link(_("Note a contact"), "people.note_contact", {"participant_id": person.id}), "pencil"
        )


def appointment(read: Lines, today: date, *, may_change: bool) -> Iterator[Panel]:
    """When the person is seen next, or that this day is over and nobody said what came of it."""
    for booked in read[BOOKED]:
        context = {"booked": booked, "is_over": booked.on and booked.on < today, "may_change": may_change}
        yield Panel(Area.ABOVE, 30, "people/_appointment.html", context)


def moments(person: Participant, read: Lines, *, may_change: bool) -> Iterator[Moment]:
    """Each contact on its day; of one that was taken back that it was."""
    for note in read[NOTE]:
        kind, outcome = note.what.split(" ")
        said: list[Any] = [outcomes()[outcome], *words_of(note)]
        values = {"participant_id": person.id, "contact_note_id": note.id}
        link = (
            Link(_("Mend"), "people.correct_contact_note", values) if may_change and not note.until else None
        )
        text = " · ".join(str(each) for each in said if str(each))
        title = _("Contact: %(how)s", how=kinds()[kind])
        yield Moment(note.at, title, note.by, text, link, on=note.on, is_over=bool(note.until))
        if note.until:
            yield Moment(note.until, _("What was noted of a meeting or call was taken back"), note.other)
