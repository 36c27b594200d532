"""A row of a list as pages and files show it: what it says, who it could be, what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.i18n import language_name
from app.core.reading import Column, Fault, said
from app.core.sheets import SheetRow, row_kept
from app.core.values import Problem
from app.outreach.lists import fields
from app.outreach.lists.models import ListRow, PartnerList
from app.outreach.lists.operations.deciding import answer_of
from app.people.facts import days, kinds
from app.people.models import Participant
from app.people.names import Alike
from app.people.wording import CANDIDATE_REASONS


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody known whom a row could be, and why."""

    person: Participant
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row to be looked at: `name` and what else it was understood to say, `answer` what was decided."""

    row: ListRow
    name: str
    told: Sequence[str]
    likely: Sequence[Likely]
    faults: Sequence[Fault]
    answer: str


def faults_of(row: ListRow) -> list[Fault]:
    return [Fault(Problem(problem), heading) for problem, heading in row.faults]


def cells_of(row: ListRow) -> SheetRow:
    return row_kept(row.number, row.cells)


def shown(
    partner_list: PartnerList,
    rows: Sequence[ListRow],
    columns: Sequence[Column],
    people: Mapping[UUID, Participant],
    parishes: Mapping[UUID, str],
) -> list[Shown]:
    """Rows with whom of those they could be the actor may know of."""
    reading = fields.read(map(cells_of, rows), columns, partner_list.mapping)
    understood = {each.number: each.values for each in reading.good}
    found = []
    for row in rows:
        values = understood.get(row.number, {})
        name = values.get("name") or _raw(partner_list, row)
        told = [
            days.written(values.get("born") or ""),
            values.get("contact"),
            parishes.get(values.get("parish") or UUID(int=0)),
        ]
        told += [language_name(values["language"])] if values.get("language") else []
        told += [str(kinds.values_of("work")[values["work"]])] if values.get("work") else []
        likely = [
            Likely(people[UUID(person)], _words(reasons))
            for person, reasons in row.likely
            if UUID(person) in people
        ]
        found.append(Shown(row, name, list(filter(None, told)), likely, faults_of(row), answer_of(row)))
    return found


def _raw(partner_list: PartnerList, row: ListRow) -> str:
    """What stands in the columns of the name, of a row that stays out."""
    cells = cells_of(row).cells
    headings = (
        heading
        for name in ("name", "given_name", "family_name")
        for heading in partner_list.mapping.get(name, ())
    )
    return " ".join(said(cells[each]) for each in headings if cells.get(each))


def _words(reasons: Iterable[str]) -> list[str]:
    return [str(CANDIDATE_REASONS[Alike(each)]) for each in reasons]
