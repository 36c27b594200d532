"""People as they stand in lists: how columns are called and read, and the id of whoever a row brings in."""

from collections.abc import Callable, Mapping
from uuid import UUID

from app.core import clock, i18n, values
from app.core.links import derived
from app.core.sheets import Value
from app.core.text import fold
from app.core.values import Problem, Reader, Unreadable
from app.network.queries import get_zone, list_parishes
from app.people.facts import kinds

NAME = ("Nome", "Nome completo", "Participante", "Name")
BORN = (
    "Ano de nascimento",
    "Ano nascimento",
    "Ano",
    "Nascimento",
    "Data de nascimento",
    "Year of birth",
    "Birth year",
)
CONTACT = ("Contacto", "Contato", "Telefone", "Telemóvel", "Tlm", "E-mail", "Contact", "Phone")
PARISH = ("Freguesia", "Freguesia de residência", "Parish")
LANGUAGE = ("Língua", "Idioma", "Língua materna", "Language")
WORK = ("Situação", "Situação face ao trabalho", "Situação face ao emprego", "Situation")


def parish_in(municipality_id: UUID) -> Reader:
    """The id of a parish that there is today, written by its name; None for an empty cell."""
    today = clock.today(get_zone(municipality_id))
    return _by_name({fold(each.name): each.id for each in list_parishes(municipality_id, on=today)})


def language(value: Value) -> str | None:
    """The code of a language, written so or by its name; None for an empty cell."""
    known = i18n.codes_by_name()
    written = values.plain(value).lower()
    return written if written in known.values() else _by_name(known)(value)


def work(value: Value) -> str:
    """A situation with regard to work, by its name in any language; "" for an empty cell."""
    said: str = values.one_of(lambda: kinds.values_of(kinds.WORK))(value)
    return said


def by_letters(names: Callable[[], Mapping[str, str]], read: Reader) -> Reader:
    """The same where somebody types: the first letters will do of what can only be one. `names` by the words
    that `read` takes.
    """

    def typed(value: Value) -> object:
        try:
            return read(value)
        except Unreadable:
            if len(found := meant(values.plain(value), names())) != 1:
                raise
            return read(found[0])

    return typed


def meant(typed: str, names: Mapping[str, str]) -> list[str]:
    """The keys of those whose name is, else begins with, else has a word that begins with what was typed."""
    wanted = fold(typed)
    folded = {key: fold(name) for key, name in names.items()}
    ways: list[Callable[[str], bool]] = [
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: any(word.startswith(wanted) for word in name.split()),
    ]
    for way in ways:
        if found := [key for key, name in folded.items() if way(name)]:
            return found
    return []


def _by_name(known: Mapping[str, object]) -> Reader:
    def read(value: Value) -> object:
        written = fold(values.plain(value))
        if written and written not in known:
            raise Unreadable(Problem.UNKNOWN)
        return known.get(written)

    return read


def id_of(whence: UUID, key: tuple[object, ...]) -> UUID:
    """The id of whoever a row brings in as new: the same when the same list comes again from there.

    Keyed with the secret, so that the id tells nothing about the name.
    """
    return UUID(bytes=derived("row", whence, repr(key).encode())[:16], version=5)
