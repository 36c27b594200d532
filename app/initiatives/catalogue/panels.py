"""What everybody reads of an initiative, on its page in the office."""

from collections.abc import Iterator

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.core.http import public_address
from app.initiatives.catalogue.card import INITIATIVE, is_shown
from app.initiatives.catalogue.queries.pages import agreements_of
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.permissions import may_write


def of_initiative(actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """Whether everybody reads it, what, where, and by whose word a contact stands there."""
    context = {
        "initiative": initiative,
        "may_write": may_write(actor, initiative),
        "is_shown": is_shown(initiative),
        "agreements": agreements_of(initiative.id),
        "languages": sorted({each.lang for each in initiative.texts}),
        "address": public_address("carried.entry", kind=INITIATIVE, public_id=initiative.id),
    }
    yield Panel(Area.BESIDE, 40, "initiatives/catalogue/_of_initiative.html", context)
