"""Reading the tables of attendance: one line a person, or people by sessions. Drawn and read by hand, for a
table of thirty forms would be slow to draw and slower to fill in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.text import tidy
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import AttendanceState
from app.workshops.attendance.operations.attendance import Change, Key, Mark, mark_of
from app.workshops.attendance.queries.attendance import Attender, Marks
from app.workshops.enrolments.reasons import of_absence
from app.workshops.planning.models.session import Session

_STATES = frozenset(each.value for each in AttendanceState)
EXPECTED = AttendanceState.EXPECTED.value
UNKNOWN_STATE = _("Please choose one of the answers shown.")
MINUTES_LATE = _("Please write the minutes of delay in digits, fewer than the session has.")
NOT_YET = _("This session is still to come: nobody can have been there.")


@dataclass(frozen=True, slots=True)
class Cell:
    """One person in one session, as stored or as typed. `late`: minutes of delay as typed.

    `was`: what stood there when the table was drawn. `theirs`: what a colleague noted meanwhile.
    """

    session: Session
    row: Attender
    was: Mark
    state: str
    late: str = ""
    reason: str = ""
    error: str = ""
    theirs: Mark | None = None

    @property
    def key(self) -> Key:
        return (self.session.id, self.row.enrolment.id)

    @property
    def name(self) -> str:
        """What the fields of this cell are called by."""
        return f"{self.session.id.hex}-{self.row.enrolment.id.hex}"

    @property
    def was_text(self) -> str:
        return f"{self.was.state}.{self.was.minutes}.{self.was.reason}"

    @property
    def mark(self) -> Mark:
        """What was typed; only of a cell without error."""
        missed = int(self.late or 0) if self.state == AttendanceState.LATE else 0
        return Mark(self.state, self.session.minutes - missed, self.reason)

    @property
    def change(self) -> Change:
        return Change(*self.key, was=self.was, now=self.mark)


Cells = Mapping[Key, Cell]


def stored_cells(sessions: Sequence[Session], rows: Iterable[Attender], noted: Marks) -> dict[Key, Cell]:
    """The table as it is stored."""
    cells = (
        _stored(session, row, mark_of(noted.get((session.id, row.enrolment.id))))
        for row in rows
        for session in sessions
    )
    return {cell.key: cell for cell in cells}


def _stored(session: Session, row: Attender, mark: Mark) -> Cell:
    late = str(session.minutes - mark.minutes) if mark.state == AttendanceState.LATE else ""
    return Cell(session, row, mark, mark.state, "" if late == "0" else late, mark.reason)


def sent_rows(people: Iterable[Attender], form: MultiDict[str, str]) -> list[Attender]:
    """Whose rows were sent, whichever page of the table they stand on by now."""
    sent = {name.rpartition("-")[2] for name in form if name.startswith("state-")}
    return [row for row in people if row.enrolment.id.hex in sent]


def typed_cells(stored: Cells, form: MultiDict[str, str], *, rest: str = "") -> dict[Key, Cell]:
    """The table as it was sent: a cell that was not sent stays as stored; `rest` for whoever is not noted."""
    return {key: _typed(cell, form, rest) for key, cell in stored.items()}


def _typed(cell: Cell, form: MultiDict[str, str], rest: str) -> Cell:
    state = form.get(f"state-{cell.name}")
    if state is None:
        return cell
    if state == EXPECTED and rest in _STATES:
        state = rest
    late = tidy(form.get(f"late-{cell.name}", cell.late))[:6]
    reason = form.get(f"reason-{cell.name}", cell.reason)
    sent = replace(cell, state=state, late=late, reason=reason, was=_was(form.get(f"was-{cell.name}", "")))
    return replace(sent, error=_error(sent))


def _error(cell: Cell) -> str:
    if cell.state not in _STATES or cell.reason not in {"", *of_absence(kept=cell.was.reason)}:
        return str(UNKNOWN_STATE)
    if cell.state == AttendanceState.LATE and cell.late:
        is_number = cell.late.isascii() and cell.late.isdigit()
        if not is_number or not int(cell.late) < cell.session.minutes:
            return str(MINUTES_LATE)
    return ""


def _was(text: str) -> Mark:
    """What stood in the table that was drawn; "nothing" where somebody tampered with it."""
    state, _dot, rest = text.partition(".")
    minutes, _dot, reason = rest.partition(".")
    if state not in _STATES or not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 4):
        return Mark()
    return Mark(state, int(minutes), reason)


def with_theirs(cells: Cells, theirs: Mapping[Key, Mark]) -> dict[Key, Cell]:
    """The same table with what colleagues noted meanwhile beside what was typed; sent again, it counts."""
    return {
        key: replace(cell, theirs=theirs[key], was=theirs[key]) if key in theirs else cell
        for key, cell in cells.items()
    }


def too_early(cells: Cells) -> dict[Key, Cell]:
    """The same table with a word at whoever cannot have been there yet."""
    return {
        key: replace(cell, error=str(NOT_YET)) if _is_ahead(cell) else cell for key, cell in cells.items()
    }


def _is_ahead(cell: Cell) -> bool:
    session = cell.session
    return cell.state in ATTENDING and session.on > clock.today(session.zone)
