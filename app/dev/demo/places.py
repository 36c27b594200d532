"""The demo municipalities, their parishes and organisations. All invented."""

from uuid import NAMESPACE_URL, UUID, uuid5

from app.core.db import db
from app.core.text import fold
from app.network.models import Municipality, Organisation, OrganisationReach, Parish


def id_of(name: str) -> UUID:
    """The fixed id of a demo thing, so that loading twice changes nothing."""
    return uuid5(NAMESPACE_URL, f"https://demo.example/{name}")


AMIEIRA, CABO = id_of("Vale de Amieira"), id_of("Serra do Cabo")
PARISHES = ("Amieira", "São Brás da Ribeira", "Monte Alvo", "Vila Nova do Freixo", "Santa Comba da Várzea")
ORGANISATIONS = (
    ("Câmara Municipal de Vale de Amieira", "town_hall", None),
    ("Gabinete de Ação Social", "unit", "Câmara Municipal de Vale de Amieira"),
    ("Gabinete de Apoio ao Desenvolvimento Local", "unit", "Câmara Municipal de Vale de Amieira"),
    ("Junta de Freguesia de São Brás da Ribeira", "parish_council", None),
    ("Santa Casa da Misericórdia de Amieira", "solidarity", None),
    ("Associação Raízes do Freixo", "association", None),
    ("Agrupamento de Escolas de Amieira", "school", None),
    ("Centro de Emprego do Alto Vale", "employment_service", None),
)


def write_places() -> None:
    """Two municipalities; the first with parishes and organisations."""
    for code, where, name in (("9801", AMIEIRA, "Vale de Amieira"), ("9802", CABO, "Serra do Cabo")):
        row = Municipality(id=where, code=code, name=name, sort_key=fold(name))
        row.desk_phone, row.desk_hours = "+351 200 000 000", "segunda a sexta, 9h00–12h30 e 14h00–17h30"
        db.session.add(row)
    db.session.flush()
    for number, name in enumerate(PARISHES, 1):
        db.session.add(
            Parish(
                id=id_of(name),
                municipality_id=AMIEIRA,
                code=f"9801{number:02}",
                name=name,
                sort_key=fold(name),
            )
        )
    for name, kind, parent in ORGANISATIONS:
        parent_id = id_of(parent) if parent else None
        db.session.add(
            Organisation(
                id=id_of(name),
                name=name,
                sort_key=fold(name),
                kind=kind,
                seat_id=AMIEIRA,
                parent_id=parent_id,
            )
        )
        db.session.flush()
        db.session.add(OrganisationReach(municipality_id=AMIEIRA, organisation_id=id_of(name)))
