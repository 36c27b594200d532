"""The same invented people everywhere: every role, a colleague, the same roles elsewhere, a kiosk, nobody.

`write_cast` puts them into the template database once; `Cast.read` gives their ids to a test.
"""

import hashlib
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from flask import current_app
from flask.sessions import SecureCookieSessionInterface

from app.accounts.models import Membership, Staff, StaffSession
from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.text import fold
from app.kiosk.models import Terminal, TerminalSession
from app.network.models import Municipality, Parish
from app.network.parties.models import Organisation, PartyReach
from app.skills.loader import load_catalogue

if TYPE_CHECKING:
    from tests.client import PageClient

PASSWORD = "correto cavalo bateria"


def id_of(name: str) -> UUID:
    """The fixed id of a thing of the cast."""
    return uuid5(NAMESPACE_URL, f"https://cast.example/{name}")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff or a terminal of the cast."""

    key: str

    @property
    def id(self) -> UUID:
        return id_of(self.key)

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@example.org"

    @property
    def token(self) -> str:
        return f"token-of-{self.key}"

    @property
    def actor(self) -> Actor:
        """The actor this person is in services and queries, whatever time a test has made it."""
        from app.accounts import queries

        row = db.session.query(StaffSession).filter_by(token_hash=hash_of(self.token)).one()
        times = (row.created_at, row.seen_at)
        seen = (row.id, row.staff_id, row.municipality_id, *times, row.staff.name, row.staff.language)
        return queries.signed_by(queries.SeenSession(*seen)).actor

    def enter(self, client: "PageClient") -> None:
        """Sign in without typing: the session row of the template belongs to this token."""
        with client.browser.session_transaction() as session:
            session["_user_id"], session["_fresh"] = self.token, True

    def cookies(self, address: str) -> list[dict[str, object]]:
        """The same for a real browser: the signed session cookie that names this token."""
        interface = current_app.session_interface
        assert isinstance(interface, SecureCookieSessionInterface)
        serializer = interface.get_signing_serializer(current_app)
        assert serializer is not None
        value = serializer.dumps({"_user_id": self.token, "_fresh": True})
        return [_cookie("__Host-session", str(value), address)]


def _cookie(name: str, value: str, address: str) -> dict[str, object]:
    # Chromium lets nobody put a `__Host-` cookie down for http, yet sends it to http://localhost.
    secure = address.replace("http:", "https:")
    return {"name": name, "value": value, "url": secure, "secure": True, "httpOnly": True, "sameSite": "Lax"}


@dataclass(frozen=True, slots=True)
class Kiosk(Person):
    def cookies(self, address: str) -> list[dict[str, object]]:
        return [_cookie("__Host-terminal", self.token, address)]

    def enter(self, client: "PageClient") -> None:
        client.browser.set_cookie("__Host-terminal", self.token, secure=True, httponly=True)


def hash_of(token: str) -> str:
    """How tokens are stored."""
    return hashlib.sha256(token.encode()).hexdigest()


ROLES = (
    "administrator",
    "coordinator",
    "facilitator",
    "registrar",
    "pathway_worker",
    "partner_technician",
    "observer",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """`here` is the municipality of everybody but the strangers, who work `elsewhere`."""

    here: UUID
    elsewhere: UUID
    town_hall: UUID
    parish: UUID
    other_parish: UUID
    administrator: Person
    coordinator: Person
    facilitator: Person
    registrar: Person
    pathway_worker: Person
    partner_technician: Person
    observer: Person
    colleague: Person
    stranger: Person
    stranger_coordinator: Person
    stranger_administrator: Person
    kiosk: Kiosk

    @classmethod
    def read(cls) -> "Cast":
        people = [field.name for field in fields(cls)][5:-1]
        places = [id_of(name) for name in ("here", "elsewhere", "town_hall", "parish", "other_parish")]
        everybody: list[Any] = [*places, *map(Person, people), Kiosk("kiosk")]
        return cls(*everybody)


def write_cast() -> None:
    """Fill an empty database with the catalogue and the cast."""
    load_catalogue()
    _write_places()
    for role in ROLES:
        _write_staff(role, role, "here")
    _write_staff("colleague", "facilitator", "here")
    _write_staff("stranger", "facilitator", "elsewhere")
    _write_staff("stranger_coordinator", "coordinator", "elsewhere")
    _write_staff("stranger_administrator", "administrator", "elsewhere")
    _write_kiosk()


def _write_places() -> None:
    for key, code, name in (("here", "9901", "Vale de Amieira"), ("elsewhere", "9902", "Serra do Cabo")):
        db.session.add(Municipality(id=id_of(key), code=code, name=name, sort_key=fold(name)))
    db.session.flush()
    for key, code, name in (
        ("parish", "990101", "Amieira"),
        ("other_parish", "990102", "São Brás da Ribeira"),
    ):
        row = Parish(id=id_of(key), municipality_id=id_of("here"), code=code, name=name, sort_key=fold(name))
        db.session.add(row)
    for key, where in (("town_hall", "here"), ("other_town_hall", "elsewhere")):
        name = f"Câmara Municipal ({where})"
        hall = Organisation(
            id=id_of(key), name=name, sort_key=fold(name), kind="town_hall", seat_id=id_of(where)
        )
        db.session.add(hall)
        db.session.flush()
        db.session.add(PartyReach(municipality_id=id_of(where), party_id=hall.id))
    db.session.flush()


def write_two_roles(weak: str) -> tuple[Person, Person]:
    """Somebody who may everything here and what the weak role may elsewhere; and who has that role alone.

    Not in the template: whoever asks for them finds more staff in both municipalities.
    """
    torn, simple = Person(f"torn_{weak}"), Person(f"simple_{weak}")
    _write_staff(torn.key, "administrator", "here")
    _write_membership(torn.key, "coordinator", "here", "second membership")
    _write_membership(torn.key, weak, "elsewhere", "third membership")
    _write_staff(simple.key, weak, "elsewhere")
    return torn, simple


def _write_staff(key: str, role: str, where: str) -> None:
    person = Person(key)
    now = clock.now()
    name = key.replace("_", " ").title()
    db.session.add(Staff(id=person.id, name=name, email=person.email, email_key=person.email))
    db.session.flush()
    _write_membership(key, role, where)
    db.session.add(
        StaffSession(
            id=id_of(f"session of {key}"),
            staff_id=person.id,
            token_hash=hash_of(person.token),
            municipality_id=id_of(where),
            device="Chromium",
            confirmed_at=now + timedelta(days=36_500),  # nobody asks the cast again who they are
            created_at=now,
            seen_at=now,
        )
    )


def _write_membership(key: str, role: str, where: str, name: str = "membership") -> None:
    db.session.add(
        Membership(
            id=id_of(f"{name} of {key}"),
            staff_id=id_of(key),
            organisation_id=id_of("town_hall" if where == "here" else "other_town_hall"),
            municipality_id=id_of(where),
            role=role,
        )
    )
    db.session.flush()


def _write_kiosk() -> None:
    now = clock.now()
    kiosk = Kiosk("kiosk")
    terminal = Terminal(
        id=kiosk.id,
        municipality_id=id_of("here"),
        name="Quiosque do átrio",
        enrolled_at=now,
        key_hash=hash_of("key"),
    )
    db.session.add(terminal)
    db.session.flush()
    db.session.add(
        TerminalSession(
            id=new_id(),
            municipality_id=id_of("here"),
            terminal_id=kiosk.id,
            ticket_until=now + timedelta(minutes=1),
            token_hash=hash_of(kiosk.token),
        )
    )
