"""The 20 fields of a structure and the 33 of a service in the data-inclusion schema, and ours for each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from app.core.hours import syntax


class Broken(ValueError):
    """What is wrong with a row: `problem` is a key of wording.PROBLEMS, `field` their name of the field."""

    def __init__(self, problem: str, field: str = "") -> None:
        self.problem, self.field = problem, field
        super().__init__(problem, field)


class Shape(Enum):
    """What stands in a field: a line, lines, a day, a number, a value, several of them, texts by language."""

    TEXT = auto()
    LINES = auto()
    DAY = auto()
    NUMBER = auto()
    WHOLE = auto()
    CODE = auto()
    CODES = auto()
    TEXTS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """Their key, our field, and what may stand there; `vocabulary` names one, or is "" for free values."""

    theirs: str
    ours: str
    shape: Shape = Shape.TEXT
    vocabulary: str = ""
    is_required: bool = False
    longest: int = 500
    check: Callable[[str], str | None] | None = None

    @property
    def empty(self) -> Any:
        """What we keep when nothing is there."""
        match self.shape:
            case Shape.CODES:
                return []
            case Shape.DAY | Shape.NUMBER | Shape.WHOLE:
                return None
            case _:
                return ""


def _hours(text: str) -> str | None:
    return None if syntax.problem(text) is None else "bad_hours"


def _mail(text: str) -> str | None:
    return None if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text) else "bad_mail"


def _address(text: str) -> str | None:
    return None if re.match(r"https?://\S+$", text) else "bad_link"


def _located() -> tuple[Field, ...]:
    return (
        Field("commune", "town"),
        Field("code_postal", "postal_code", longest=20),
        Field("code_insee", "place_code", longest=20),
        Field("adresse", "address"),
        Field("complement_adresse", "address_more"),
        Field("longitude", "longitude", Shape.NUMBER),
        Field("latitude", "latitude", Shape.NUMBER),
        Field("telephone", "phone", longest=40),
        Field("courriel", "email", longest=254, check=_mail),
        Field("horaires_accueil", "opening_hours", longest=syntax.LONGEST, check=_hours),
    )


def _known() -> tuple[Field, ...]:
    return (
        Field("source", "source", is_required=True, longest=100),
        Field("id", "external_id", is_required=True, longest=300),
        Field("nom", "name", is_required=True, longest=200),
        Field("date_maj", "updated_on", Shape.DAY, is_required=True),
        Field("lien_source", "source_url", longest=1_000, check=_address),
    )


STRUCTURE_FIELDS = (
    *_known(),
    Field("description", "description", Shape.LINES, longest=10_000),
    Field("siret", "registration_number", longest=40),
    *_located(),
    Field("site_web", "website", longest=1_000, check=_address),
    Field("accessibilite_lieu", "accessibility_url", longest=1_000, check=_address),
    Field("reseaux_porteurs", "networks", Shape.CODES, "networks"),
)
OWN_STRUCTURE: Mapping[str, Shape] = {"directions": Shape.LINES}

SERVICE_FIELDS = (
    *_known(),
    Field("structure_id", "structure", is_required=True, longest=300),
    Field("description", "description", Shape.LINES, is_required=True, longest=10_000),
    Field("type", "kind", Shape.CODE, "kind"),
    Field("thematiques", "themes", Shape.CODES, "themes"),
    Field("frais", "cost", Shape.CODE, "cost"),
    Field("frais_precisions", "cost_detail", Shape.LINES, longest=4_000),
    Field("publics", "groups", Shape.CODES, "groups"),
    Field("publics_precisions", "groups_detail", Shape.LINES, longest=4_000),
    Field("conditions_acces", "access_conditions", Shape.LINES, longest=4_000),
    *_located(),
    Field("modes_accueil", "reception", Shape.CODES, "reception"),
    Field("zone_eligibilite", "zone", Shape.CODES),
    Field("contact_nom_prenom", "contact_name", longest=200),
    Field("lien_mobilisation", "request_url", longest=1_000, check=_address),
    Field("modes_mobilisation", "request", Shape.CODES, "request"),
    Field("mobilisable_par", "requester", Shape.CODES, "requester"),
    Field("mobilisation_precisions", "request_detail", Shape.LINES, longest=4_000),
    Field("volume_horaire_hebdomadaire", "weekly_hours", Shape.NUMBER),
    Field("nombre_semaines", "weeks", Shape.WHOLE),
)
OWN_SERVICE: Mapping[str, Shape] = {
    "what_to_bring": Shape.LINES,
    "directions": Shape.LINES,
    "languages": Shape.CODES,
    "needs": Shape.CODES,
    "competences": Shape.CODES,
    "check_every": Shape.WHOLE,
    "checked_on": Shape.DAY,
    "texts": Shape.TEXTS,
}
