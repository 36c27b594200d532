"""The link of an invitation: what its letter says, the page behind it, what is done with the answer."""

from typing import Any

from flask_babel import gettext as _

from app.core.actor import Actor
from app.core.errors import existing
from app.network.joining.models import PartnerInvitation
from app.network.joining.operations import answer
from app.network.joining.queries import find_invitation
from app.network.joining.reply_form import ReplyForm
from app.network.joining.wording import ANSWERS, ROLE_HINTS, ROLES
from app.network.links.errands import Message, Shown
from app.network.links.models import PartnerLink
from app.network.parties.queries import organisation_names
from app.network.queries import get_municipality


def page(_actor: Actor, link: PartnerLink) -> Shown | None:
    """The question, with what was answered before in its boxes."""
    invitation = find_invitation(link.municipality_id, link.thing_id)
    if invitation is None:
        return None
    return Shown(
        title=_title(link),
        form=ReplyForm(data=_answered(invitation) or {"answered_as": link.recipient}),
        button=_("Send the answer"),
        template="network/joining/_question.html",
        context={
            "party": organisation_names([invitation.party_id])[invitation.party_id],
            "role": ROLES.get(invitation.role, invitation.role),
            "hint": ROLE_HINTS.get(invitation.role, ""),
            "words": invitation.words,
        },
        answered=str(ANSWERS[invitation.answer]) if invitation.answer else "",
    )


def use(actor: Actor, link: PartnerLink, form: ReplyForm) -> None:
    """Keep it; the last answer counts."""
    invitation = existing(find_invitation(link.municipality_id, link.thing_id))
    answer(actor, invitation=invitation, reply=form.reply)


def letter(link: PartnerLink) -> Message:
    """What the invited are asked."""
    invitation = existing(find_invitation(link.municipality_id, link.thing_id))
    asked = _(
        "The municipality invites %(party)s into the partnership that helps people back into activity, as: "
        "%(role)s.",
        party=link.about,
        role=ROLES.get(invitation.role, invitation.role),
    )
    how = _("Please say yes, no, or that you would rather be spoken with, on this page:")
    return Message(_title(link), [asked, *filter(None, [invitation.words]), how])


def _title(link: PartnerLink) -> str:
    return _("Invitation to the partnership of %(place)s", place=get_municipality(link.municipality_id).name)


def _answered(invitation: PartnerInvitation) -> dict[str, Any]:
    """What stands in the boxes; nothing before the first answer."""
    if invitation.answered_at is None:
        return {}
    return {
        "answer": invitation.answer,
        "brings": invitation.brings,
        "words": invitation.answer_words,
        "answered_as": invitation.answered_as,
        "reach_at": invitation.reach_at,
    }
