"""Teams looked for in a process of its own (app/core/aside.py): a server never holds the solver."""

from app.core.aside import Calling, called, calling
from app.initiatives.teams.problem import Problem, Solution

SOLVE = "app.initiatives.teams.solver:solve"


def finding(problem: Problem, *, seconds: float) -> Calling[Solution]:
    """Gives (teams found, teams wanted) while it looks, and in the end the solution."""
    return calling(SOLVE, problem, seconds=seconds)


def find_teams(problem: Problem, *, seconds: float) -> Solution:
    """The solution, for whoever waits for it."""
    return called(finding(problem, seconds=seconds))
