"""Numbers about people are told through one door, or read by those who need them for the day's work."""

import ast
from collections.abc import Iterator

from app.core.config import ROOT
from app.core.feature import PersonTable
from app.factory import FEATURES

MAKING = {
    "Published": {"app/core/disclosure.py"},
    "not_people": {"app/workshops/reports/tables.py"},
    "EXACT": {
        "app/initiatives/reports/queries.py",
        "app/workshops/reports/queries/activity.py",
        "app/workshops/reports/queries/whole.py",
    },
}
"""What makes a number that may be shown, and the files that may: each is asked for its permission there."""
COUNTED = {
    "app/directory/interests/queries.py interests_to_answer": "work that waits, for whoever does it",
    "app/initiatives/teams/queries/invitations.py invitations_to_count": "one's own, by its code",
    "app/initiatives/diary/queries.py count_forgettable": "what the nightly work would do, for the operator",
    "app/initiatives/diary/queries.py tasks_due": "work that waits, for whoever does it",
    "app/initiatives/diary/queries.py late_tasks": "work that waits, for whoever does it",
    "app/initiatives/teams/queries/about.py _places": "of one person, beside why they are proposed",
    "app/initiatives/teams/queries/people.py _open_places": "how often each was proposed, for a limit",
    "app/initiatives/teams/queries/teams.py left_teams": "work that waits, for whoever does it",
    "app/initiatives/arrangements/operations/hosted.py balance": "one account, for whoever keeps it",
    "app/initiatives/arrangements/queries.py uneven": "who is not erased by a clock; no number is told",
    "app/initiatives/arrangements/queries.py balances": "accounts, beside their rows",
    "app/initiatives/ideas/queries.py ideas_to_answer": "work that waits, for whoever does it",
    "app/kiosk/doors.py ": "things of the visit, for whoever stands there",
    "app/kiosk/own_enrolments.py count_kept": "one's own, for whoever stands there",
    "app/initiatives/groups/queries.py count_members": "how big a group is, beside its name, in the office",
    "app/initiatives/groups/queries.py initiatives_to_export": "the same, in the file of the list",
    "app/outreach/lists/operations/matching.py _count_again": "how often a line stands in a list",
    "app/outreach/lists/queries.py count_rows": "how much work is left with a list, for whoever does it",
    "app/outreach/lists/queries.py counts_of": "beside the rows, for their readers",
    "app/outreach/lists/retention.py forget_rows": "what the nightly work would do, for the operator",
    "app/outreach/overview/queries.py list_devices": "how much came from it, for whoever looks after it",
    "app/outreach/overview/queries.py arrived_in": "how far a session is, for whoever registers there",
    "app/outreach/deliveries/operations/keeping.py erase_dismissed": "what would be done, for the operator",
    "app/outreach/deliveries/queries.py to_attend": "work that waits, for whoever does it",
    "app/outreach/deliveries/queries.py waiting_by_session": "work that waits, for whoever does it",
    "app/outreach/closing/queries.py calls_to_make": "work that waits, for whoever does it",
    "app/people/block_queries.py by_birthday": "how many are compared, for ranking",
    "app/people/block_queries.py by_pairs_and_year": "how common a name is, for ranking",
    "app/people/households/dossier.py homes": "one's own household, for whoever lives in it",
    "app/people/likely_pairs.py likely_pairs_to_decide": "work that waits, for whoever does it",
    "app/people/retention.py count_idle": "what the nightly work would do, for the operator",
    "app/skills/queries/removed.py count_forgettable": "what the nightly work would do, for the operator",
    "app/skills/queries/inventories.py count_waiting": "work that waits, for whoever does it",
    "app/workshops/attendance/queries/attendance.py _missing": "work that waits, for whoever does it",
    "app/workshops/enrolments/operations/returning.py _is_enrolled_again": "whether there is one at all",
    "app/workshops/enrolments/queries/enrolments.py count_enrolments": "beside the names, for their readers",
    "app/workshops/enrolments/queries/enrolments.py offers_to_decide": "work that waits, for whoever does it",
    "app/workshops/enrolments/queries/fill.py fill_of": "how full a series is",
    "app/workshops/enrolments/queries/offered.py _with_places": "free places",
    "app/workshops/enrolments/queries/public.py _public": "free places",
    "app/workshops/confirming/queries.py _counted": "beside the names, for their readers",
    "app/workshops/confirming/queries.py own_acts": "one's own acts, for whoever did them",
    "app/workshops/confirming/queries.py names_to_verify": "work that waits, for whoever does it",
    "app/workshops/enrolments/seats.py ": "the position in a line",
    "app/workshops/enrolments/seats.py room_in": "free places",
    "app/workshops/proposals/queries.py proposals_to_answer": "work that waits, for whoever does it",
    "app/workshops/reports/queries/activity.py _marks": "figures, told through core/disclosure",
}
"""What counts rows of people, each with who reads it or why it tells nothing about anybody."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "app").rglob("*.py")):
        file = str(path.relative_to(ROOT))
        if not file.startswith("app/dev/"):
            yield file, ast.parse(path.read_text("utf-8"))


def names(node: ast.AST) -> set[str]:
    """Every name in it, and in what it asks of others."""
    found = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return found | {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def used(tree: ast.Module) -> set[str]:
    """What is called, or given to what is called."""
    found = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            found |= {each.id for each in (call.func, *call.args) if isinstance(each, ast.Name)}
    return found


def test_nothing_else_makes_a_number_that_may_be_shown() -> None:
    for name, allowed in MAKING.items():
        assert {file for file, tree in sources() if name in used(tree)} == allowed, name


def test_whatever_counts_people_says_for_whom() -> None:
    declared = [each for feature in FEATURES for each in feature.contributions]
    tables = {each.model.__name__ for each in declared if isinstance(each, PersonTable)}
    found = {
        f"{file} {getattr(function, 'name', '')}"
        for file, tree in sources()
        for function in tree.body
        if counts(function) and names(function) & tables
    }
    assert found == set(COUNTED)


def counts(node: ast.AST) -> bool:
    """Whether the database is asked how many, or how much of all together."""
    return any(
        isinstance(each, ast.Attribute)
        and each.attr in {"count", "sum"}
        and isinstance(each.value, ast.Name)
        and each.value.id == "func"
        for each in ast.walk(node)
    )
