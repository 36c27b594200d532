"""The columns of lists of parties: the headings they are known by, ours first; how their cells are read."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.core import values
from app.core.exports import Cell
from app.core.reading import Column, Reading, read_list
from app.core.sheets import SheetRow, Value
from app.core.text import fold
from app.core.values import Problem, Reader, Unreadable
from app.network.parties.wording import ALL_KINDS

KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "name": ("Nome", "Entidade", "Organização", "Name", "Organisation"),
    "acronym": ("Sigla", "Acrónimo", "Acronym"),
    "kind": ("Tipo", "Kind"),
    "part_of": ("Faz parte de", "Part of"),
    "address": ("Morada", "Endereço", "Address"),
    "email": ("Correio eletrónico", "E-mail", "Mail"),
    "phone": ("Telefone", "Telemóvel", "Telephone", "Phone"),
    "parishes": ("Freguesias", "Freguesias que serve", "Parishes"),
}
HEADINGS: Mapping[str, str] = {name: headings[0] for name, headings in KNOWN_AS.items()}
_EXAMPLE = {
    "name": "Associação Raízes do Freixo",
    "acronym": "ARF",
    "address": "Rua da Ponte, 3, 4000-001 Freixo",
    "email": "geral@raizes.example",
    "phone": "+351200000000",
    "parishes": "Amieira; Freixo",
}
EXAMPLE: list[Cell] = [_EXAMPLE.get(name) for name in HEADINGS]


def read_parties(sheet: Sequence[SheetRow], parishes: Mapping[str, Any]) -> Reading:
    """What a list says; `parishes` are their ids by folded name. Raises MissingColumns."""
    readers: Mapping[str, Reader] = {
        "name": values.text(200),
        "acronym": values.text(50),
        "kind": _kind,
        "part_of": values.text(200),
        "address": values.lines(500),
        "email": values.mail,
        "phone": values.phone,
        "parishes": lambda value: [_one_of(parishes, each) for each in values.parts(value)],
    }
    columns = [
        Column(name, headings, readers[name], is_required=name == "name")
        for name, headings in KNOWN_AS.items()
    ]
    return read_list(sheet, columns)


def _kind(value: Value) -> Any:
    written = fold(str(value))
    if not written:
        return None
    return _one_of({fold(str(name)): kind for kind, name in ALL_KINDS.items()}, written)


def _one_of(known: Mapping[str, Any], written: str) -> Any:
    found = known.get(fold(written))
    if found is None:
        raise Unreadable(Problem.UNKNOWN)
    return found
