"""The demo municipalities, their parishes and organisations. All invented."""

from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from app.core.db import db
from app.core.text import fold
from app.core.vocabulary import read_file
from app.network.models import Municipality, Parish
from app.network.parties.models import Organisation, PartyReach


def id_of(name: str) -> UUID:
    """The fixed id of a demo thing, so that loading twice changes nothing."""
    return uuid5(NAMESPACE_URL, f"https://demo.example/{name}")


AMIEIRA, CABO = id_of("Vale de Amieira"), id_of("Serra do Cabo")
INVENTED = read_file(Path(__file__).with_name("municipality.toml"))
PARISHES: list[str] = INVENTED["parishes"]


def write_places() -> None:
    """Two municipalities; the first with parishes and organisations."""
    for code, where, name in (("9801", AMIEIRA, "Vale de Amieira"), ("9802", CABO, "Serra do Cabo")):
        row = Municipality(id=where, code=code, name=name, sort_key=fold(name))
        row.desk_address = "Praça da República, 1"
        row.desk_phone, row.desk_hours = "+351 200 000 000", "Mo-Fr 09:00-12:30,14:00-17:30; PH off"
        db.session.add(row)
    db.session.flush()
    for number, name in enumerate(PARISHES, 1):
        parish = Parish(id=id_of(name), municipality_id=AMIEIRA, name=name, sort_key=fold(name))
        parish.code = f"9801{number:02}"
        db.session.add(parish)
    for entry in INVENTED["organisation"]:
        named = {"id": id_of(entry["name"]), "name": entry["name"], "sort_key": fold(entry["name"])}
        parent_id = id_of(entry["parent"]) if "parent" in entry else None
        db.session.add(Organisation(**named, kind=entry["kind"], seat_id=AMIEIRA, parent_id=parent_id))
        db.session.flush()
        db.session.add(PartyReach(municipality_id=AMIEIRA, party_id=named["id"]))
