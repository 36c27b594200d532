"""The JSON layout of the data-inclusion schema (version 1): their keys and values, our fields, without loss.

    to_ours(row, SERVICE)  ->  record of our fields, and what is wrong with the row
    to_theirs(record, SERVICE)  ->  row with their keys

What has no counterpart here (unknown keys, values outside our vocabularies, another spelling of the same)
is kept in `extra` as {"was": theirs, "as": what we would write}; as long as we would still write the same,
theirs goes out again. So is a field that cannot be read: it is left out, and the rest enters. What only we
have goes under the one key `autonomus`. Absent and null mean the same.
Source: https://github.com/gip-inclusion/data-inclusion-schema
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core import clock, i18n
from app.core.text import tidy
from app.directory.index.vocabulary import from_exchange, to_exchange, vocabulary
from app.directory.services.exchange_fields import (
    OWN_SERVICE,
    OWN_STRUCTURE,
    SERVICE_FIELDS,
    STRUCTURE_FIELDS,
    Broken,
    Field,
    Shape,
)

__all__ = [
    "OWN",
    "SERVICE",
    "STRUCTURE",
    "Broken",
    "Record",
    "Row",
    "Understood",
    "is_service",
    "to_ours",
    "to_theirs",
]

Row = Mapping[str, Any]
Record = dict[str, Any]
OWN = "autonomus"
SERVICE = (SERVICE_FIELDS, OWN_SERVICE)
STRUCTURE = (STRUCTURE_FIELDS, OWN_STRUCTURE)
Layout = tuple[Sequence[Field], Mapping[str, Shape]]
EARLIEST = date(2000, 1, 1)
LATEST_NUMBER = 1_000_000
LONGEST_TEXT = 10_000


def is_service(row: object) -> bool:
    """Services name their structure, structures do not."""
    return isinstance(row, dict) and "structure_id" in row


@dataclass(frozen=True, slots=True)
class Understood:
    """A row: the fields that could be read, and everything that is wrong. No record without what it needs."""

    record: Record | None
    faults: tuple[Broken, ...] = ()


def to_ours(row: Row, layout: Layout) -> Understood:
    """Our fields of a row, with its `extra`."""
    fields, own_shapes = layout
    own = row.get(OWN) if isinstance(row.get(OWN), dict) else {}
    record: Record = {}
    faults: list[Broken] = []
    for field in fields:
        try:
            record[field.ours] = _read(field, row.get(field.theirs))
        except Broken as wrong:
            faults.append(wrong)
    if any(field.is_required and field.ours not in record for field in fields):
        return Understood(None, tuple(faults))
    for name, shape in own_shapes.items():
        record[name] = _read_own(shape, (own or {}).get(name))
    for field in fields:
        if field.shape is Shape.CODES and field.vocabulary and field.ours in record:
            record[field.ours] += _own_codes(field, (own or {}).get(field.ours), record[field.ours])
    record["extra"] = {}
    written = to_theirs(record, layout)
    record["extra"] = {
        key: {"was": value, "as": written.get(key)}
        for key, value in row.items()
        if value is not None and value != written.get(key)
    }
    return Understood(record, tuple(faults))


def to_theirs(record: Record, layout: Layout) -> dict[str, Any]:
    """The row of a record: all keys of the layout, those of other layouts that came with it, and ours."""
    fields, own_shapes = layout
    row = {field.theirs: _write(field, record.get(field.ours)) for field in fields}
    own = {name: _write_own(record.get(name)) for name in own_shapes}
    for field in fields:
        codes = record.get(field.ours) or []
        if field.shape is Shape.CODES and field.vocabulary:
            own[field.ours] = [code for code in codes if to_exchange(field.vocabulary, code) is None]
    if said := {name: value for name, value in own.items() if value}:
        row[OWN] = said
    for key, kept in (record.get("extra") or {}).items():
        if kept["as"] == row.get(key):
            row[key] = kept["was"]
    return row


def _read(field: Field, value: Any) -> Any:
    if value is None or value == "":
        if field.is_required:
            raise Broken("missing", field.theirs)
        return field.empty
    match field.shape:
        case Shape.TEXT | Shape.LINES:
            return _text(field, value)
        case Shape.DAY:
            return _day(field, value)
        case Shape.NUMBER | Shape.WHOLE:
            return _number(field, value)
        case Shape.CODE:
            if not isinstance(value, str):
                raise Broken("not_text", field.theirs)
            return from_exchange(field.vocabulary, value) or ""
        case _:
            return _codes(field, value)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Broken("not_text", field.theirs)
    lines = [tidy(line) for line in value.splitlines()]
    text = "\n".join(lines).strip() if field.shape is Shape.LINES else " ".join(filter(None, lines))
    if field.is_required and not text:
        raise Broken("missing", field.theirs)
    if len(text) > field.longest:
        raise Broken("too_long", field.theirs)
    if field.check and (problem := field.check(text)):
        raise Broken(problem, field.theirs)
    return text


def _day(field: Field, value: Any) -> date:
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        raise Broken("no_day", field.theirs) from None
    if not EARLIEST <= day <= clock.now().date():
        raise Broken("no_day", field.theirs)
    return day


def _number(field: Field, value: Any) -> float | int:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not -LATEST_NUMBER < value < LATEST_NUMBER:
        raise Broken("no_number", field.theirs)
    if field.shape is Shape.WHOLE and value != int(value):
        raise Broken("no_number", field.theirs)
    return int(value) if field.shape is Shape.WHOLE else float(value)


def _codes(field: Field, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Broken("no_list", field.theirs)
    if not field.vocabulary:
        codes = [tidy(each)[:40] for each in value]
    else:
        codes = [code for each in value if (code := from_exchange(field.vocabulary, each))]
    return list(dict.fromkeys(filter(None, codes)))


def _own_codes(field: Field, value: Any, there: Sequence[str]) -> list[str]:
    """Our values that the exchange format has no word for."""
    known = vocabulary(field.vocabulary)
    offered = value if isinstance(value, list) else []
    return [
        code
        for code in dict.fromkeys(each for each in offered if isinstance(each, str))
        if code not in there and code in known and to_exchange(field.vocabulary, code) is None
    ]


def _write(field: Field, value: Any) -> Any:
    if value is None or value in ("", []):
        return None
    match field.shape:
        case Shape.DAY:
            return value.isoformat()
        case Shape.CODE:
            return to_exchange(field.vocabulary, value)
        case Shape.CODES if field.vocabulary:
            return [french for code in value if (french := to_exchange(field.vocabulary, code))] or None
        case Shape.CODES:
            return list(value)
        case _:
            return value


def _read_own(shape: Shape, value: Any) -> Any:
    """What only we have; anything that is not what we would write is left to `extra`."""
    match shape, value:
        case Shape.LINES, str():
            found: Any = _lines(value)[:4_000]
        case Shape.CODES, list():
            found = list(
                dict.fromkeys(each for each in value if isinstance(each, str) and 0 < len(each) <= 40)
            )
        case Shape.WHOLE, int() if not isinstance(value, bool) and 0 < value <= 3_650:
            found = value
        case Shape.DAY, str():
            found = _day_or_none(value)
        case Shape.TEXTS, dict():
            found = _texts(value)
        case _:
            found = {Shape.LINES: "", Shape.CODES: [], Shape.TEXTS: {}}.get(shape)
    return found


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _texts(value: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    said = {
        language: {
            field: tidied
            for field, text in fields.items()
            if isinstance(field, str) and isinstance(text, str) and (tidied := _lines(text)[:LONGEST_TEXT])
        }
        for language, fields in value.items()
        if isinstance(fields, dict) and language in i18n.languages()
    }
    return {language: fields for language, fields in said.items() if fields}


def _lines(text: str) -> str:
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def _write_own(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
