"""What an address asks of the list of participants, on the page and in its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.core.actor import Actor
from app.network.queries import OfferedParish, list_parish_choices
from app.office.forms import ParticipantFilters
from app.office.holders import Meant, holders, meant_by
from app.office.search import spoken
from app.people import queries as people
from app.ui.listing import Listing, read_listing


@dataclass(frozen=True, slots=True)
class Asked:
    """The list as asked for; filters that make no sense count as none."""

    listing: Listing
    meant: Meant
    filters: people.Filters
    parishes: Sequence[OfferedParish]


def asked_for(actor: Actor, args: MultiDict[str, str]) -> Asked:
    """Read the filters and the order from what an address says."""
    parishes = list_parish_choices(actor.here())
    form = ParticipantFilters(args)
    form.offer(parishes)
    asked = read_listing(form, sorts=people.SORTS, by=people.BY_NAME, args=args)
    meant = meant_by(form.can.data, languages=spoken()) if form.can.data else Meant()
    filters = people.Filters(
        text=asked["q"] or "",
        language=asked["language"] or "",
        parish_id=UUID(asked["parish"]) if asked["parish"] else None,
        group=asked["group"] or "",
        participant_ids=holders(actor, meant, asked["level"]) if asked["can"] else None,
    )
    return Asked(asked, meant, filters, parishes)
