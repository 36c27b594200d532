"""Sheets are typed in: a table in which one goes from cell to cell, a line for each sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from app.core.access import requires
from app.core.headers import Power, allows
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.core.unit_of_work import writes
from app.outreach.blueprint import bp
from app.outreach.papers import entry
from app.outreach.papers.entry import COLUMNS, LONGEST, Fault, Trouble, TypedRow
from app.outreach.papers.models import Slip
from app.outreach.papers.queries import Fate, find_fates, find_slips, next_slips, titles_of
from app.outreach.papers.signs import Signs, signs_of
from app.outreach.papers.wording import fault_sentence
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.registrations.forms import RegistrationForm
from app.outreach.registrations.operations import (
    Registered,
    SaidOtherwise,
    SlipTaken,
    WasErased,
    register,
)
from app.outreach.registrations.told import Told
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

TABLE_ROWS = 20
MOST_ROWS = 100
ONLY_GOOD = "good"
"""The answer of the button that registers the lines that are right, and leaves the others standing."""
COLUMN_OF = {
    "slip": "slip",
    "name": "name",
    "born": "year",
    "contact": "contact",
    "parish": "parish",
    "language": "language",
    "work": "ticks",
    "interests": "ticks",
    "wishes": "ticks",
    "groups": "ticks",
    "competences": "cards",
    "consents": "answers",
    "how": "answers",
    "representative": "answers",
}
"""In which column of the table each field of the form is typed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: as it was typed, what is wrong by column, what it says where nothing is."""

    typed: TypedRow
    errors: Mapping[str, str]
    slip: Slip | None = None
    told: Told | None = None

    @property
    def is_good(self) -> bool:
        return self.told is not None and not self.errors


@bp.route("/sessions/<uuid:workshop_session_id>/entry", methods=["GET", "POST"], endpoint="entry")
@requires(Permission.OUTREACH_REGISTER)
@allows(Power.CAMERA)
def type_in(workshop_session_id: UUID) -> Response:
    """Register everybody in the table; with something to mend nobody, or those whose line is right."""
    session = get_session(g.actor, workshop_session_id)
    offered = find_choices(session.municipality_id, session)
    lines = _checked(session, offered, [each for each in _typed(request.form) if not each.is_empty])
    good = [each for each in lines if each.is_good]
    wrong = [each for each in lines if not each.is_good]
    enters = bool(good) and (not wrong or request.form.get("enter") == ONLY_GOOD)
    if enters:
        wrong += _enter(session, good)
    if enters and not wrong:
        return see_other("outreach.entry", workshop_session_id=session.id)
    # What was registered is kept although other lines are not right: those stay on the page.
    status = 422 if writes() and not enters else 200
    return _page(session, offered, wrong if enters else lines, status=status)


def _typed(form: MultiDict[str, str]) -> Iterator[TypedRow]:
    columns = [form.getlist(name)[:MOST_ROWS] for name in COLUMNS]
    for line, cells in enumerate(zip_longest(*columns, fillvalue=""), 1):
        yield TypedRow(line, *(tidy(cell)[: LONGEST + 1] for cell in cells))


def _checked(session: Session, offered: Choices, rows: Sequence[TypedRow]) -> list[Line]:
    slips = find_slips(session, {each.number for each in rows if each.number is not None})
    fates = find_fates(session, slips.values()) if slips else {}
    again = entry.twice(rows)
    return [_line(each, offered, slips, fates, is_again=each.line in again) for each in rows]


def _line(
    typed: TypedRow,
    offered: Choices,
    slips: Mapping[int, Slip],
    fates: Mapping[int, Fate],
    *,
    is_again: bool,
) -> Line:
    slip = slips.get(typed.number) if typed.number is not None else None
    signs = signs_of(offered, slip.wished if slip else ())
    if problem := _problem(typed, slip, signs, is_again=is_again):
        return Line(typed, {"slip": fault_sentence(Fault("slip", problem))})
    assert slip is not None
    row = entry.read(typed, slip.id, signs, offered)
    form = RegistrationForm.of_pairs(row.pairs)
    form.offer(offered)
    is_valid = form.validate()
    errors = {COLUMN_OF[name]: " ".join(said) for name, said in form.errors.items() if name in COLUMN_OF}
    for fault in row.faults:
        errors[fault.column] = fault_sentence(fault)
    told = form.told if is_valid and not errors else None
    if told and not _is_free(slip, fates[slip.number], told):
        errors["slip"] = fault_sentence(Fault("slip", Trouble.TAKEN))
    return Line(typed, errors, slip, told)


def _problem(typed: TypedRow, slip: Slip | None, signs: Signs, *, is_again: bool) -> Trouble | None:
    if typed.number is None:
        return Trouble.NO_NUMBER
    if slip is None:
        return Trouble.NO_SLIP
    if is_again:
        return Trouble.TWICE
    return Trouble.OTHER_EDITION if slip.edition != signs.edition else None


def _is_free(slip: Slip, fate: Fate, told: Told) -> bool:
    """Nothing came of this slip, or the very same by this way: the table that was sent twice."""
    known = fate.registration
    is_again = known is not None and known.id == slip.id and known.mark == told.mark(known.id)
    return fate.is_open or is_again


def _enter(session: Session, lines: Sequence[Line]) -> list[Line]:
    """Register who is in these lines; those that were refused, for which nothing was written."""
    done, refused = [], []
    for each in lines:
        try:
            done.append(_register(session, each))
        except (SaidOtherwise, SlipTaken):  # somebody was quicker
            refused.append(replace(each, errors={"slip": fault_sentence(Fault("slip", Trouble.TAKEN))}))
        except WasErased:
            refused.append(replace(each, errors={"slip": fault_sentence(Fault("slip", Trouble.ERASED))}))
    if done:
        _say(done)
    return refused


def _register(session: Session, line: Line) -> Registered:
    assert line.slip is not None
    assert line.told is not None
    return register(
        g.actor,
        registration_id=line.slip.id,
        municipality_id=session.municipality_id,
        session=session,
        told=line.told,
        captured_on=session.on,
        origin="paper",
    )


def _say(done: Sequence[Registered]) -> None:
    fresh = [each for each in done if each.is_new]
    flash(ngettext("%(num)s person is registered.", "%(num)s people are registered.", len(fresh)), "good")
    if known := sum(each.is_sure for each in fresh):
        flash(ngettext("%(num)s of them was known.", "%(num)s of them were known.", known), "info")
    if minors := sum(each.is_minor for each in fresh):
        flash(
            ngettext(
                "Of %(num)s person under 18 no consent was kept: nobody answers for them.",
                "Of %(num)s people under 18 no consent was kept: nobody answers for them.",
                minors,
            ),
            "warning",
        )
    if missed := sorted({title for each in fresh for title in each.missed}):
        flash(_("These take nobody any more: %(series)s.", series=", ".join(missed)), "warning")


def _page(session: Session, offered: Choices, lines: Sequence[Line], *, status: int) -> Response:
    """The lines as they were typed, and after them empty ones with the next numbers."""
    typed = {each.typed.number for each in lines}
    open_ones = [each for each in next_slips(session, TABLE_ROWS + len(lines)) if each.number not in typed]
    room = max(0, TABLE_ROWS - len(lines))
    fresh = [str(each.number) for each in open_ones[:room]] + [""] * max(0, room - len(open_ones))
    shown = [replace(each, typed=replace(each.typed, line=at)) for at, each in enumerate(lines, 1)]
    shown += [Line(TypedRow(at, slip), {}) for at, slip in enumerate(fresh, len(shown) + 1)]
    wished = open_ones[0].wished if open_ones else []
    titles = {each.id: each.title for each in offered.series}
    if not titles.keys() >= set(wished):
        titles |= titles_of(wished)
    return respond(
        "outreach/papers/entry.html",
        status=status,
        session=session,
        choices=offered,
        lines=shown,
        wrong=[each for each in shown if each.errors],
        good=sum(each.is_good for each in shown),
        is_empty=writes() and not lines,
        signs=signs_of(offered, wished),
        titles=titles,
        only_good=ONLY_GOOD,
    )
