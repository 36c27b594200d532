"""What the page of an initiative shows of its money, and what of it is open when it is to end."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask_babel import gettext as _

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.initiatives.groups.models import Initiative
from app.initiatives.money.balance import Sums
from app.initiatives.money.models import MoneySource, SourceKind
from app.initiatives.money.queries import (
    balance_among,
    find_plan,
    forecast_of,
    list_lines,
    list_needs,
    list_sources,
    sums_by_source,
)
from app.ui.wording import euros


def of_initiative(_actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """Needed, found, in hand; and what its cash plan comes to."""
    needs, sources = list_needs(initiative.id), list_sources(initiative.id)
    plan = find_plan(initiative.id)
    shown = {
        "initiative": initiative,
        "balance": balance_among(initiative.id, needs, sources),
        "forecast": forecast_of(plan, list_lines(plan)) if plan else None,
    }
    is_empty = not (needs or sources or plan)
    yield Panel(Area.BESIDE, 50, "initiatives/money/_of_initiative.html", shown, is_empty)


def open_of(initiative_id: UUID) -> Sequence[str]:
    """What is open of its money, source by source, each in a sentence."""
    sums = sums_by_source(initiative_id)
    standing = [each for each in list_sources(initiative_id) if each.removed_at is None and each.id in sums]
    return [said for each in standing for said in _open(each, sums[each.id])]


def _open(source: MoneySource, of: Sums) -> Iterator[str]:
    """What of a source was not answered, has not come, is left, or is lacking."""
    title = source.title
    if of.unanswered:
        amount = euros(of.unanswered)
        yield _("%(title)s: %(amount)s were asked for without an answer.", title=title, amount=amount)
    if of.to_come:
        amount = euros(of.to_come)
        yield _("%(title)s: %(amount)s are granted and have not come in.", title=title, amount=amount)
    if source.kind == SourceKind.IN_KIND:
        return
    amount = euros(abs(of.in_hand))
    if of.in_hand > 0:
        yield _("%(title)s: %(amount)s are received and not spent.", title=title, amount=amount)
    if of.in_hand < 0:
        yield _("%(title)s: %(amount)s were spent beyond what came in.", title=title, amount=amount)
