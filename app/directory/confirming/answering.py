"""The link about a service: what its letter asks, what stands on its page, what is done with the answer."""

from flask_babel import gettext as _

from app.core.actor import Actor
from app.core.errors import existing
from app.directory.confirming.models import Outcome
from app.directory.confirming.operations import report
from app.directory.confirming.queries import find_asked, find_report
from app.directory.confirming.report_form import ReportForm
from app.directory.confirming.wording import ANSWERS
from app.network.links.errands import Message, Shown
from app.network.links.models import PartnerLink


def page(_actor: Actor, link: PartnerLink) -> Shown | None:
    """What the directory says, and whether that is true."""
    service = find_asked(link.municipality_id, link.thing_id)
    if service is None:
        return None
    said = find_report(link.id)
    before = {"outcome": said.outcome, "words": said.words, "said_by": said.said_by} if said else {}
    return Shown(
        title=service.name,
        form=ReportForm(data=before),
        button=_("Send the answer"),
        template="directory/confirming/_facts.html",
        context={"service": service, "place": service.structure},
        answered=str(ANSWERS[said.outcome]) if said else "",
    )


def use(actor: Actor, link: PartnerLink, form: ReportForm) -> None:
    """Keep it; the last answer counts."""
    report(
        actor,
        link=link,
        service=existing(find_asked(link.municipality_id, link.thing_id)),
        outcome=Outcome(form.outcome.data),
        words=form.words.data or "",
        said_by=form.said_by.data or "",
    )


def letter(link: PartnerLink) -> Message:
    """What an owner is asked."""
    asked = _(
        "People who look for help find “%(name)s” at the kiosk and at the desk of the municipality. Please "
        "look at what is said there, and tell us whether it is still true:",
        name=link.about,
    )
    return Message(_("Is this still true? %(name)s", name=link.about), [asked])
