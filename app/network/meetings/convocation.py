"""The letters of a meeting, mailed or to be posted: the convocation with its link to answer, and that it does
not take place.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock, i18n, mail, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.i18n import speaking
from app.core.mail import Part
from app.network.links.models import PartnerLink
from app.network.links.operations import make_link, withdraw_link
from app.network.links.queries import links_of, open_links
from app.network.links.sending import send
from app.network.meetings.answering import PURPOSE
from app.network.meetings.models.meeting import Invitee, Meeting, MeetingState
from app.network.meetings.operations.meetings import NotPlanned
from app.network.models import Municipality


def write_to(actor: Actor, meeting: Meeting, invited: Iterable[Invitee], names: Mapping[UUID, str]) -> int:
    """Mail the convocation to those who have an address; how many that were. `names` of parties by id.

    Nobody is asked whether they come to what is over; and where there is no mail, nobody is written to.
    """
    count = 0
    for invitee in invited:
        if not invitee.email or invitee.withdrawn_at or meeting.is_over(clock.now()):
            continue
        if send(actor, link=_link(actor, meeting, invitee, names)):
            invitee.written_at = clock.now()
            count += 1
    db.session.flush()
    return count


def prepare_letters(
    actor: Actor, meeting: Meeting, invited: Iterable[Invitee], names: Mapping[UUID, str]
) -> int:
    """See that everybody invited has a link that a paper can carry; how many have one. Raises NotPlanned."""
    demand_convened(meeting)
    return len([_link(actor, meeting, each, names) for each in invited])


def letters_of(meeting: Meeting, invited: Sequence[Invitee]) -> list[PartnerLink]:
    """The links of those invited, in the order of the list. Raises NotPlanned, NotFound where none is out."""
    demand_convened(meeting)
    links = open_links(meeting.municipality_id, PURPOSE, (each.id for each in invited))
    if not links:
        raise NotFound
    return [links[each.id] for each in invited if each.id in links]


def demand_convened(meeting: Meeting) -> None:
    """Nobody is asked whether they come to what is not convened, or is over; NotPlanned."""
    if meeting.state != MeetingState.CONVENED or meeting.is_over(clock.now()):
        raise NotPlanned


def _link(actor: Actor, meeting: Meeting, invitee: Invitee, names: Mapping[UUID, str]) -> PartnerLink:
    """The one in use; one that went to another address, or ends at another hour, leads nowhere any more."""
    same = (invitee.email, meeting.ends_at)
    for each in links_of(meeting.municipality_id, PURPOSE, invitee.id):
        if each.is_open and (each.email, each.expires_at) == same:
            return each
        if each.is_open:
            withdraw_link(actor, link=each)
    party = names.get(invitee.party_id, "") if invitee.party_id else ""
    return make_link(
        actor,
        link_id=new_id(),
        municipality_id=meeting.municipality_id,
        purpose=PURPOSE,
        thing_id=invitee.id,
        about=meeting.title,
        recipient=", ".join(filter(None, (invitee.name, party))),
        party_id=invitee.party_id,
        email=invitee.email,
        expires_at=meeting.ends_at,
    )


def tell_cancelled(
    actor: Actor, meeting: Meeting, invited: Iterable[Invitee], municipality: Municipality
) -> int:
    """Mail whoever was written to that it does not take place; how many that were."""
    if not mail.is_configured():
        return 0
    told = [each for each in invited if each.written_at and each.email and each.withdrawn_at is None]
    with speaking(i18n.MAIN) as spoken:
        day = format_date(meeting.on, "full")
        words = [_("This meeting does not take place: %(title)s, %(day)s.", title=meeting.title, day=day)]
        foot = _(
            "The municipality of %(place)s wrote to you because it works with you.", place=municipality.name
        )
        letter = mail.letter(
            [_("Meeting cancelled: %(title)s", title=meeting.title)], [Part(spoken, words, foot)]
        )
    for each in told:
        mail.queue(to=each.email, subject=letter.subject, text=letter.text, html=letter.html)
    if told:
        records.record(actor, "cancellation_mailed", meeting, count=len(told))
    return len(told)
