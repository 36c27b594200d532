"""What a municipality says about its desk."""

from app.core import audit, records
from app.core.actor import Actor
from app.core.permission import Permission
from app.network.models import Municipality


def edit_desk(
    actor: Actor,
    *,
    municipality: Municipality,
    version: int,
    desk_address: str,
    desk_phone: str,
    desk_hours: str,
) -> None:
    """Change where the desk is, its telephone and its opening hours, which the kiosk shows and prints.

    Raises StaleRecord where somebody did since `version`.
    """
    actor.demand(Permission.MUNICIPALITY_WRITE, municipality.id)
    records.demand_version(municipality, version)
    desk = {"desk_address": desk_address, "desk_phone": desk_phone, "desk_hours": desk_hours}
    if changed := records.put(municipality, desk):
        municipality.version += 1
        audit.record(
            actor,
            "municipality.edited",
            "municipality",
            municipality.id,
            municipality_id=municipality.id,
            fields=changed,
        )
