"""The page behind the link of a convocation: whether somebody comes, or who comes in their place."""

from typing import Any

from flask_babel import format_date, format_time
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.links import Closed, LinkClosed
from app.network.links.errands import Message, Shown
from app.network.links.models import PartnerLink
from app.network.meetings.answers import ANSWERS
from app.network.meetings.models.meeting import AgendaItem, Answer, Invitee, Meeting, MeetingState
from app.network.meetings.operations.invitees import put_answer
from app.network.meetings.queries.records import list_items
from app.ui.choice_fields import RadiosField, choices
from app.ui.fields import TextField

PURPOSE, BY_LINK = "meeting-answer", "link"


class OwnAnswerForm(Form):
    """What the invited say themselves."""

    answer = RadiosField(_l("Do you come?"), required=True, choices=choices(ANSWERS))
    spokesperson = TextField(
        _l("Who comes in your place?"), description=_l("Only if you will be represented.")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Who comes says nobody else; what only stood there from before goes."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.answer.data != Answer.REPRESENTED and self.spokesperson.data:
            if self.spokesperson.data == self.spokesperson.object_data:
                self.spokesperson.data = ""
                return True
            self.spokesperson.errors = [_("Please choose “Will be represented”, or leave this empty.")]
            return False
        return is_valid


def page(_actor: Actor, link: PartnerLink) -> Shown:
    """What it is about and the question; NotFound for what is not convened, or not for them, any more."""
    invitee = _asked(link)
    said = {"answer": invitee.answer or None, "spokesperson": invitee.spokesperson}
    context = {"meeting": invitee.meeting, "agenda": _agenda(invitee.meeting)}
    return Shown(
        invitee.meeting.title,
        OwnAnswerForm(data=said),
        _("Send the answer"),
        "network/meetings/_invitation.html",
        context,
        _answered(invitee),
    )


def use(actor: Actor, link: PartnerLink, form: OwnAnswerForm) -> None:
    """Keep the answer, or change it until the meeting begins."""
    invitee = db.session.get_one(Invitee, link.thing_id)
    records.lock(invitee)
    if invitee.meeting.state != MeetingState.CONVENED:
        raise LinkClosed(Closed.EXPIRED)
    put_answer(actor, invitee, Answer(form.answer.data), BY_LINK, form.spokesperson.data)


def letter(link: PartnerLink) -> Message:
    """The convocation: what, when, where, what is on the agenda. NotFound as for the page."""
    meeting = _asked(link).meeting
    facts = {
        "title": meeting.title,
        "day": format_date(meeting.on, "full"),
        "starts": format_time(meeting.starts, "short", rebase=False),
        "ends": format_time(meeting.ends, "short", rebase=False),
        "place": meeting.place,
    }
    agenda = [f"{number}. {each.words}" for number, each in enumerate(_agenda(meeting), 1)]
    told = [
        _("You are convened to this meeting: %(title)s.", **facts),
        _("%(day)s, from %(starts)s to %(ends)s, at: %(place)s.", **facts),
        _("Agenda:"),
        *agenda,
        _("Please say here whether you come, or who comes in your place:"),
    ]
    return Message(_("Convocation: %(title)s", title=meeting.title), told)


def _asked(link: PartnerLink) -> Invitee:
    """Who is asked, while they are; nobody is reminded of what was called off."""
    invitee = db.session.get(Invitee, link.thing_id)
    if invitee is None or invitee.withdrawn_at or invitee.meeting.state != MeetingState.CONVENED:
        raise NotFound
    return invitee


def _agenda(meeting: Meeting) -> list[AgendaItem]:
    return [each for each in list_items(meeting.id) if each.withdrawn_at is None]


def _answered(invitee: Invitee) -> str:
    if not invitee.answer:
        return ""
    said = str(ANSWERS[invitee.answer])
    return f"{said}: {invitee.spokesperson}" if invitee.spokesperson else said
