"""What the page of an initiative shows of its arrangements, and what of an account is open."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask_babel import gettext as _

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.initiatives.arrangements.models import HostedActivity
from app.initiatives.arrangements.queries import (
    balances,
    find_terms,
    hosted_of_member,
    invoices,
    list_hosted,
    list_providers,
    organisation,
)
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.permissions import may_write
from app.ui.wording import euros


def of_initiative(actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """What a kind has of its own, and what is there of a kind that it was before; and benefits."""
    kind = kinds()[initiative.kind]
    terms = find_terms(initiative.id) if kind.needs_invoicer or kind.has_terms else None
    accounts = balances(initiative.id)
    shown = {
        "initiative": initiative,
        "kind": kind,
        "may_write": may_write(actor, initiative),
        "hosted": list_hosted(initiative.id),
        "cents": sum(accounts.values()),
        "providers": list_providers(initiative.id),
        "terms": terms,
        "party": organisation((terms.invoicer_id or terms.host_id) if terms else None),
    }
    yield Panel(Area.BESIDE, 45, "initiatives/arrangements/_of_initiative.html", shown)


def open_of(initiative_id: UUID) -> Sequence[str]:
    """The accounts of a cooperative that are not even, each in a sentence."""
    return _open(list_hosted(initiative_id), initiative_id)


def open_of_member(member_id: UUID) -> Sequence[str]:
    """The same, of one member's activities; those that go on; and that the group invoices by them."""
    hosted = hosted_of_member(member_id)
    going_on = [each for each in hosted if each.until is None]
    uneven = _open(hosted, hosted[0].initiative_id) if hosted else ()
    said = [*uneven, *(_("The activity “%(title)s” goes on.", title=each.title) for each in going_on)]
    return [*said, _("They invoice for the group in their own name.")] if invoices(member_id) else said


def _open(hosted: Sequence[HostedActivity], initiative_id: UUID) -> Sequence[str]:
    there, said = balances(initiative_id), []
    for each in hosted:
        cents = there.get(each.id, 0)
        amount = euros(abs(cents))
        if cents > 0:
            said.append(
                _("Account “%(title)s”: %(amount)s are to be paid out.", title=each.title, amount=amount)
            )
        elif cents < 0:
            said.append(_("Account “%(title)s”: %(amount)s are owed.", title=each.title, amount=amount))
    return said
