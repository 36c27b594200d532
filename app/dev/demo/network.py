"""The partnership of the demo municipality: bodies, names, contributions, members, the two tiers."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.core.actor import Actor
from app.core.db import db
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.network.parties import attaching
from app.network.parties.attached import (
    Attached,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
)
from app.network.parties.models import KINDS, Party
from app.network.parties.operations import Address, create_party, edit_address

INVENTED = read_file(Path(__file__).with_suffix(".toml"))
BEGINNING = date(2025, 1, 15)


def write_network() -> None:
    """What the coordination has noted of the partnership."""
    actor = actor_named("Duarte Sobral")
    for entry in INVENTED["party"]:
        kinds = next(each for each in KINDS.values() if entry["kind"] in list(each))
        party = create_party(
            actor,
            party_id=id_of(entry["name"]),
            municipality_id=AMIEIRA,
            name=entry["name"],
            kind=kinds(entry["kind"]),  # type: ignore[arg-type]
            parent_id=id_of(entry["parent"]) if "parent" in entry else None,
        )
        _names(actor, party, entry)
    for entry in INVENTED["of"]:
        _of_party(actor, entry)
    for entry in INVENTED["members"]:
        body = db.session.get_one(Party, id_of(entry["body"]))
        for name, role in entry["who"]:
            _note(actor, PartyMember, body, member_id=id_of(name), role=role, from_on=BEGINNING)


def _of_party(actor: Actor, entry: Mapping[str, Any]) -> None:
    party = db.session.get_one(Party, id_of(entry["party"]))
    address = Address(**{name: entry.get(name, "") for name in ("address", "email", "phone")})
    edit_address(actor, party=party, municipality_id=AMIEIRA, version=party.version, address=address)
    _names(actor, party, entry)
    has_centre = entry.get("has_centre", False)
    _note(actor, PartnershipRole, party, role=entry["role"], has_centre=has_centre, from_on=BEGINNING)
    if "contact" in entry:
        _note(actor, PartyContact, party, **entry["contact"])
    for brought in entry["brings"]:
        values = {name: value for name, value in brought.items() if name != "parish"}
        parish_id = id_of(brought["parish"]) if "parish" in brought else None
        _note(actor, PartyContribution, party, parish_id=parish_id, from_on=BEGINNING, **values)
    served = [id_of(name) for name in entry.get("parishes", ())]
    attaching.serve(actor, municipality_id=AMIEIRA, party=party, parishes=served)


def _names(actor: Actor, party: Party, entry: Mapping[str, Any]) -> None:
    if "acronym" in entry:
        _note(actor, PartyName, party, text=entry["acronym"], sort="acronym")
    for text in entry.get("spellings", ()):
        _note(actor, PartyName, party, text=text, sort="spelling")
    if "former" in entry:
        _note(actor, PartyName, party, sort="former", **entry["former"])


def _note(actor: Actor, model: type[Attached], party: Party, **values: Any) -> None:
    called = "/".join(map(str, (model.__tablename__, party.name, *values.values())))
    attaching.note(actor, model, line_id=id_of(called), municipality_id=AMIEIRA, party=party, values=values)
