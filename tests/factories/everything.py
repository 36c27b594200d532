"""A person with a row in every table that leads to one, every column filled so that it is known again."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Column, inspect

from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.encryption import Encrypted
from app.core.feature import PersonTable
from app.factory import FEATURES
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue
from tests.factories.one_of_each import making

FIRST = datetime(2001, 1, 1, 9, 30, tzinfo=UTC)
ENTRY = {"context": "home-family", "frequency": "often", "level": "alone", "wish": "yes"}
VALID: Mapping[str, Mapping[str, Any]] = {
    "consent": {"purpose": "sharing", "wording": "2026-11-01", "language": "uk"},
    "fact": {"kind": "born"},
    "hosted_activity": {"activity_id": None},
    "hosted_booking": {"kind": "invoice", "reverses_id": None, "belongs_to": None},
    "idea": {
        "field": "food",
        "whom": "older",
        "company": "others",
        "reach": "parish",
        "opportunity_id": None,
        "initiative_id": None,
    },
    "initiative_entry": {"kind": "task", "file_id": None},
    "initiative_member": {"state": "active"},
    "inventory": {"language": "uk", "state": "claimed"},
    "inventory_entry": ENTRY,
    "likely_pair": {"reasons": ["sound"]},
    "outreach_list_row": {"cells": '{"Nome": "Ana"}', "likely": [], "faults": [], "outcome": "made"},
    "participant_merge": {"reason": "said_so"},
    "participant_merge_snapshot": {"rows": {"before": {}, "marks": {}}},
    "removed_entry": {"kept": {**ENTRY, "own_words": "Pão de milho", "competence_id": None}},
    "team_place": {"state": "invited", "answered_how": "desk", "covers": {}},
    "team_wish": {"kind": "must"},
}
"""What no table takes, or no page, unless it is one of its values."""
_numbers = count(1)


def person_tables() -> list[PersonTable]:
    """Every table with a way to a participant, as the features declare them."""
    return [each for feature in FEATURES for each in feature.contributions if isinstance(each, PersonTable)]


def everything(actor: Actor, ids: Mapping[str, Any]) -> dict[str, Any]:
    """The rows by their table. `ids` are those that hang on other things: staff, terminal, session."""
    assert actor.municipality_id
    keys: dict[str, Any] = {**ids, "municipality_id": actor.municipality_id}
    keys["competence_id"] = next(iter(catalogue().cards("home-family"))).id
    rows: dict[str, Any] = {}
    with making():
        for each in _in_order():
            table = each.model.__tablename__
            row = each.model(**_filled(each.model, {**keys, **VALID.get(table, {})}))
            rows[table] = row
            db.session.add(row)
            db.session.flush()
            keys |= _known(table, row)
    return rows


def columns_of(model: type[Any]) -> dict[str, Column[Any]]:
    """The columns by what the model calls them: one that is kept encrypted by the name of its open text."""
    columns = {each.key: each.columns[0] for each in inspect(model).column_attrs}
    for each in Encrypted.everywhere:
        if each.owner is model:
            opened = columns.pop(each.column)
            columns = {
                name: column for name, column in columns.items() if name not in {each.index, each.plain}
            }
            columns[each.name] = opened
    return columns


def _in_order() -> list[PersonTable]:
    """Each after what it hangs on."""
    order = {table.name: at for at, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(person_tables(), key=lambda each: order[each.model.__tablename__])


def _known(table: str, row: Any) -> dict[str, Any]:
    """The names by which others hang on the row."""
    names = {
        "hosted_activity": ["hosted_id"],
        "initiative_entry": ["entry_id"],
        "initiative_member": ["member_id", "invoicing_member_id"],
        "project_sheet": ["sheet_id"],
        "participant_merge": ["merge_id"],
        "participant": ["participant_id", "one_id", "kept_id"],
    }
    return dict.fromkeys(names.get(table, [f"{table}_id"]), row.id) if hasattr(row, "id") else {}


def _filled(model: type[Base], known: Mapping[str, Any]) -> dict[str, Any]:
    values = {
        name: known[name] if name in known else _recognisable(model, column)
        for name, column in columns_of(model).items()
    }
    if model.__tablename__ == "enrolment":
        values["inventory_id"] = None  # it is a person's or a list's
    if model is Participant:
        values["parish_id"] = known["parish_id"]
    return values


def _recognisable(model: type[Base], column: Any) -> Any:
    number = next(_numbers)
    kinds: dict[type, Any] = {
        str: f"{model.__tablename__} {column.name} {number}",
        bool: True,
        int: number,
        datetime: FIRST + timedelta(days=number),
        date: FIRST.date() + timedelta(days=number),
        time: time(10, number % 60),
        UUID: new_id(),
    }
    return kinds[column.type.python_type]
