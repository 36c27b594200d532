"""An agreement as it is printed: the same words for PDF, DOCX and ODT, and for templates. In Portuguese."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from babel.dates import format_date

from app.core import i18n
from app.core.placeholders import put
from app.core.texts import in_language
from app.core.vocabulary import read_words
from app.network.drafts.agreement import Document, Section, Signature
from app.network.drafts.models import ProtocolClause
from app.network.protocols.models import Protocol, ProtocolParty
from app.network.protocols.wording import roles

WORDS = Path(__file__).with_name("words.toml")


def compose(
    protocol: Protocol, clauses: Iterable[ProtocolClause], municipality: str, *, with_names: bool
) -> Document:
    """The agreement as it stands; `with_names` of those who sign."""
    values = values_of(protocol, municipality, with_names=with_names)
    return Document(
        municipality=municipality,
        title=protocol.title,
        kind=values["instrumento"],
        number=_say("number", number=protocol.number) if protocol.number else "",
        note=_say("draft") if protocol.is_draft else "",
        between=_say("between"),
        parties=values["partes"].splitlines(),
        sections=_sections(clauses, values),
        closing=_say("place_and_day", place=municipality, day=values["data"]),
        signing=_say("signatures"),
        signatures=[_signature(each, with_names=with_names) for each in protocol.sides],
    )


def template_values(document: Document, values: Mapping[str, str]) -> dict[str, str]:
    """What stands for each placeholder of a template."""
    clauses = [line for each in document.sections for line in ("", each.title, *each.paragraphs)]
    signatures = [
        ", ".join(filter(None, (each.party, each.name, each.function))) for each in document.signatures
    ]
    return {**values, "clausulas": "\n".join(clauses[1:]), "assinaturas": "\n".join(signatures)}


def values_of(protocol: Protocol, municipality: str, *, with_names: bool) -> dict[str, str]:
    """What stands for each placeholder of a clause."""
    renewal = _say(f"renewal_{protocol.renewal}", months=str(protocol.renewal_months or ""))
    return {
        "titulo": protocol.title,
        "instrumento": _say(protocol.instrument),
        "numero": protocol.number,
        "municipio": municipality,
        "partes": "\n".join(_party(each, with_names=with_names) for each in protocol.sides),
        "finalidade": protocol.purpose or _say("no_purpose"),
        "obrigacoes": "\n".join(_owed(protocol)) or _say("nothing_owed"),
        "inicio": _day(protocol.starts_on) if protocol.starts_on else _say("first_day"),
        "fim": _day(protocol.ends_on) if protocol.ends_on else _say("no_end"),
        "renovacao": renewal if protocol.ends_on else "",
        "data": _day(protocol.signed_on) if protocol.signed_on else _say("line_for_day"),
    }


def _sections(clauses: Iterable[ProtocolClause], values: Mapping[str, str]) -> list[Section]:
    found: list[Section] = []
    number = 0
    for each in clauses:
        number += 0 if each.is_recital else 1
        filled = put(each.body, values).splitlines()
        found.append(
            Section(
                number="" if each.is_recital else _say("clause", number=str(number)),
                heading=put(each.heading, values),
                paragraphs=[line.strip() for line in filled if line.strip()],
            )
        )
    return found


def _party(side: ProtocolParty, *, with_names: bool) -> str:
    words, role = side.party.name, roles().get(side.role)
    if role:
        words = _say("in_its_role", party=words, role=role.name(i18n.MAIN).value)
    if not (with_names and side.signatory):
        return words
    named = ", ".join(filter(None, (side.signatory, side.signatory_function)))
    return _say("represented", party=words, signatory=named)


def _owed(protocol: Protocol) -> list[str]:
    names = {each.id: each.party.name for each in protocol.parties}
    owed = [each for each in protocol.obligations if each.removed_at is None]
    order = {each.id: place for place, each in enumerate(protocol.parties)}
    return [
        _say(
            "owes_until" if each.due_on else "owes",
            party=names[each.side_id],
            what=" ".join(each.what.split()),
            day=_day(each.due_on) if each.due_on else "",
        )
        for each in sorted(owed, key=lambda each: order[each.side_id])
    ]


def _signature(side: ProtocolParty, *, with_names: bool) -> Signature:
    if not with_names:
        return Signature(side.party.name, "", "")
    return Signature(side.party.name, side.signatory, side.signatory_function)


def _say(key: str, **values: str) -> str:
    return in_language(read_words(WORDS)[key], i18n.MAIN).value.format(**values)


def _day(on: date) -> str:
    return format_date(on, "long", locale=i18n.language(i18n.MAIN).locale)
