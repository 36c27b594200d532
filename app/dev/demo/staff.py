"""Demo sign-ins: one for every role, and one who serves two municipalities."""

from datetime import date

from app.accounts.models import Membership, Staff, StaffDiscipline
from app.accounts.passwords import hash_password
from app.accounts.roles import permissions_of
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.text import fold
from app.dev.demo.places import AMIEIRA, CABO, INVENTED, id_of

PASSWORD = "vale de amieira 2026"  # noqa: S105  a demo password, printed at start, absent in production
HALL = "Câmara Municipal de Vale de Amieira"
ROLES: dict[str, str] = {entry["name"]: entry["role"] for entry in INVENTED["staff"]}
EMPLOYERS: dict[str, str] = {entry["name"]: entry.get("organisation", HALL) for entry in INVENTED["staff"]}
EMAILS = {name: f"{fold(name).split()[0]}@demo.example" for name in ROLES}
DISCIPLINES = {"coordinator": "social_work", "pathway_worker": "psychology", "facilitator": "education"}
SIGN_INS = {f"{role.replace('_', ' ')}, {name}": EMAILS[name] for name, role in ROLES.items()}


def write_staff() -> None:
    """The staff of the demo municipality, all with the same password."""
    hashed = hash_password(PASSWORD)
    for name, role in ROLES.items():
        sign_in = {"email": EMAILS[name], "email_key": EMAILS[name], "password_hash": hashed}
        db.session.add(Staff(id=id_of(name), name=name, **sign_in))
        db.session.flush()
        for where in (AMIEIRA, CABO) if role == "coordinator" else (AMIEIRA,):
            whose = {"staff_id": id_of(name), "organisation_id": id_of(EMPLOYERS[name])}
            db.session.add(Membership(**whose, municipality_id=where, role=role))
        if discipline := DISCIPLINES.get(role):
            said = {"discipline": discipline, "begins_on": date(2024, 9, 2)}
            db.session.add(StaffDiscipline(staff_id=id_of(name), municipality_id=AMIEIRA, **said))
    db.session.flush()


def actor_named(name: str) -> Actor:
    """A member of the demo staff, working in the demo municipality."""
    granted = permissions_of([ROLES[name]])
    return Actor(
        kind=ActorKind.STAFF,
        id=id_of(name),
        name=name,
        municipality_id=AMIEIRA,
        grants={AMIEIRA: granted},
        organisations={AMIEIRA: frozenset({id_of(EMPLOYERS[name])})},
    )
