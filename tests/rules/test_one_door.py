"""Whoever reads people knows of sealing: by the door of people, or by asking the same in the query."""

import ast
from collections.abc import Iterator

import pytest

from app.core.config import ROOT

HOME = ("app/people/", "app/dev/")
READING = frozenset({"exists", "get", "get_one", "join", "outerjoin", "select", "select_from", "where"})
KNOWING = frozenset({"is_sealed", "matchable", "person_visible_to", "sealed_at", "visible_to"})
ASKED_BEFORE = {
    "app/initiatives/catalogue/queries/pages.py owners_of": "`_owner` names nobody who is protected",
    "app/office/holders.py holders": "narrows a list that asks",
    "app/initiatives/groups/operations/members.py _demand_open": "whether their data rests; views ask",
    "app/initiatives/pool/queries.py _read": "whoever calls it says of whom: no names, no contacts",
    "app/initiatives/teams/queries/people.py found_of": "`_found` asks",
    "app/outreach/registrations/queries.py find_person": "whose form it is, for who brings it",
    "app/outreach/lists/operations/undoing.py undo_some": "whom a list made, to be erased: nobody is shown",
    "app/workshops/attendance/operations/attendance.py _record": "ids alone, for the audit trail",
    "app/workshops/attendance/queries/learning.py learning_page": "of entries that `_waiting` found",
    "app/workshops/enrolments/seats.py first_waiting": "gives nobody's name: whoever stands first is offered",
    "app/workshops/confirming/queries.py names_to_verify": "`_here` asks",
    "app/workshops/confirming/queries.py offered": "`_here` asks",
    "app/workshops/confirming/queries.py waiting": "`_here` asks",
    "app/workshops/projects/queries.py first_steps": "`_first_steps` asks",
    "app/workshops/reminders/queries.py call_list": "`_calls` asks",
    "app/workshops/reports/operations.py tell_years_of": "the year in which those who go came first",
    "app/workshops/reports/queries/activity.py _visitors": "figures, under core/disclosure",
    "app/workshops/reports/queries/programme.py programme_report": "figures, under core/disclosure",
}
"""What reads people without asking, each with its reason."""


def test_nothing_reads_people_that_does_not_know_of_sealing() -> None:
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "app").rglob("*.py"))]
    found = {
        f"{file} {name}"
        for file in files
        if not file.startswith(HOME)
        for name in unknowing((ROOT / file).read_text("utf-8"))
    }
    assert found == set(ASKED_BEFORE)


def unknowing(source: str) -> Iterator[str]:
    """The functions and statements that read participants and name nothing that knows of sealing."""
    for function in ast.parse(source).body:
        names = set(_names(function))
        if any(_reads(each) for each in ast.walk(function)) and not names & KNOWING:
            yield getattr(function, "name", "") or ast.unparse(getattr(function, "targets", [function])[0])


def _reads(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in READING and any("Participant" in set(_names(each)) for each in node.args)


def _names(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr


@pytest.mark.parametrize(
    "read",
    [
        "db.session.get(Participant, participant_id)",
        "db.session.scalars(select(Participant.name).where(Participant.id == participant_id)).one()",
        "select(Enrolment).join(Participant, Participant.id == Enrolment.participant_id)",
    ],
)
def test_a_read_that_does_not_ask_shows(read: str) -> None:
    assert list(unknowing(f"def f(participant_id):\n    return {read}\n")) == ["f"]
    assert not list(unknowing(f"def f(actor):\n    return {read}, visible_to(actor)\n"))
