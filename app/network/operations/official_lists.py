"""Bringing the official list of parishes in, as often as it changes: what is there is brought up to date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from app.core import audit, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.network.models import Municipality, Parish, ParishPredecessor
from app.network.official_codes import ParishRow, Problem, zone_of


@dataclass(slots=True)
class Report:
    """What an import did; `skipped` rows belong to municipalities that are not here."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)

    def count(self, *, is_new: bool, is_changed: bool) -> None:
        """Note one row that entered."""
        if is_new:
            self.added += 1
        elif is_changed:
            self.changed += 1
        else:
            self.unchanged += 1


def import_municipalities(
    actor: Actor, *, rows: Iterable[ParishRow | Problem], only: Iterable[str] = ()
) -> Report:
    """Add or rename the municipalities that the list of parishes names; with `only`, just those codes."""
    actor.demand(Permission.MUNICIPALITY_WRITE)
    report, wanted = Report(), set(only)
    known = {each.code: each for each in db.session.scalars(select(Municipality))}
    names: dict[str, str] = {}
    for row in _good(rows, report):
        if not wanted or row.municipality_code in wanted:
            names.setdefault(row.municipality_code, row.municipality_name)
    for code, name in names.items():
        municipality = known.get(code) or Municipality(id=new_id(), code=code, zone=zone_of(code))
        values = {"name": name, "sort_key": text.fold(name)}
        report.count(is_new=code not in known, is_changed=bool(records.put(municipality, values)))
        db.session.add(municipality)
    _audit(actor, "municipality.imported", report)
    return report


def import_parishes(actor: Actor, *, rows: Iterable[ParishRow | Problem]) -> Report:
    """Add or update the parishes of the municipalities that are here, with validity and predecessors."""
    actor.demand(Permission.MUNICIPALITY_WRITE)
    report = Report()
    here = {each.code: each.id for each in db.session.scalars(select(Municipality))}
    known = {each.code: each for each in db.session.scalars(select(Parish))}
    seen: dict[str, ParishRow] = {}
    for row in _good(rows, report):
        if row.municipality_code not in here:
            report.skipped += 1
        elif row.code in seen:
            sentence = f"{row.code} stands in line {seen[row.code].line} already"
            report.problems.append(Problem(row.line, sentence))
        else:
            seen[row.code] = row
            _put(row, here[row.municipality_code], known, report)
    db.session.flush()
    _link(seen.values(), known, report)
    _audit(actor, "parish.imported", report)
    return report


def _good(rows: Iterable[ParishRow | Problem], report: Report) -> Iterable[ParishRow]:
    for row in rows:
        if isinstance(row, Problem):
            report.problems.append(row)
        else:
            yield row


def _put(row: ParishRow, municipality_id: UUID, known: dict[str, Parish], report: Report) -> None:
    is_new = row.code not in known
    parish = known.setdefault(row.code, Parish(id=new_id(), code=row.code, municipality_id=municipality_id))
    values = {
        "name": row.name,
        "sort_key": text.fold(row.name),
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
    }
    report.count(is_new=is_new, is_changed=bool(records.put(parish, values)))
    db.session.add(parish)


def _link(rows: Iterable[ParishRow], known: dict[str, Parish], report: Report) -> None:
    """Predecessors come last: they may stand anywhere in the file."""
    linked = {(each.parish_id, each.predecessor_id) for each in db.session.scalars(select(ParishPredecessor))}
    for row in rows:
        parish = known[row.code]
        for code in row.predecessors:
            older = known.get(code)
            if older is None or older.municipality_id != parish.municipality_id:
                sentence = f"its predecessor {code} is no parish of the same municipality; the rest entered"
                report.problems.append(Problem(row.line, sentence))
            elif (parish.id, older.id) not in linked:
                link = ParishPredecessor(
                    parish_id=parish.id, predecessor_id=older.id, municipality_id=parish.municipality_id
                )
                db.session.add(link)


def _audit(actor: Actor, action: str, report: Report) -> None:
    if report.added or report.changed:
        subject = action.partition(".")[0]
        audit.record(actor, action, subject, added=report.added, changed=report.changed)
