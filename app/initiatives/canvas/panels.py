"""What the canvas shows on an initiative's page."""

from collections.abc import Iterator

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.core.permission import Permission
from app.initiatives.canvas.queries import answers_of, find_canvas
from app.initiatives.canvas.questions import QUESTIONS
from app.initiatives.groups.models import Initiative


def of_initiative(actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """The first answers, and the way to the whole page."""
    found = find_canvas(initiative.id)
    context = {
        "initiative": initiative,
        "canvas": found,
        "questions": QUESTIONS,
        "answers": answers_of(found),
        "may_write": actor.may(Permission.INITIATIVE_WRITE, initiative.municipality_id),
    }
    yield Panel(Area.MAIN, 30, "initiatives/canvas/_of_initiative.html", context)
