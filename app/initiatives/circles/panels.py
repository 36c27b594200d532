"""What circles show on the pages of a person and of a series, and what waits for somebody."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from app.core.actor import Actor
from app.core.feature import Area, Link, Panel, Waiting
from app.core.lines import WHOSE, Line, Lines, lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Moment
from app.initiatives.circles.models import Circle, CirclePlace, CircleState
from app.initiatives.circles.queries.circles import agreed_circles, declined_circles
from app.initiatives.circles.states import CIRCLE
from app.people.models import Participant
from app.workshops.planning.models.series import Workshop

PLACED, BECAME = "circle_place", "circle"
TITLE = _("Circle of knowledge")


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """The circles of a person, for whoever reads initiatives."""
    return (_placed(),) if actor.may(Permission.INITIATIVE_READ, person.municipality_id) else ()


@cache
def _placed() -> Select[Any]:
    placed = lines(
        PLACED,
        CirclePlace.id,
        Circle.created_at,
        by=Circle.created_by,
        what=Circle.state,
        words=CirclePlace.left,
        on=Circle.on,
        other=CirclePlace.circle_id,
    )
    placed = placed.join_from(CirclePlace, Circle, Circle.id == CirclePlace.circle_id)
    return placed.where(CirclePlace.participant_id == WHOSE)


def about(actor: Actor, person: Participant, read: Lines) -> AboutPerson:
    """In which circles somebody stands, or stood."""
    if not actor.may(Permission.INITIATIVE_READ, person.municipality_id):
        return AboutPerson()
    placed = read[PLACED]
    panel = Panel(Area.BESIDE, 46, "initiatives/circles/_of_person.html", {"places": placed})
    return AboutPerson([panel] if placed else [], [_moment(each) for each in placed])


def _moment(line: Line) -> Moment:
    link = Link(TITLE, "initiatives.circle", {"circle_id": line.other})
    is_over = bool(line.words) or line.what == CircleState.DROPPED
    return Moment(
        line.at,
        _("Proposed for a circle of knowledge"),
        line.by,
        CIRCLE.name(line.what),
        link,
        is_over=is_over,
    )


def lines_of_series(actor: Actor, workshop: Workshop) -> Sequence[Select[Any]]:
    """The circle that became a series, for whoever reads initiatives."""
    return (_became(),) if actor.may(Permission.INITIATIVE_READ, workshop.municipality_id) else ()


@cache
def _became() -> Select[Any]:
    return lines(BECAME, Circle.id, Circle.created_at).where(Circle.workshop_id == WHOSE)


def of_series(_actor: Actor, _workshop: Workshop, read: Lines) -> Iterator[Panel]:
    """The circle that became this atelier."""
    for circle in read[BECAME]:
        yield Panel(Area.BESIDE, 51, "initiatives/circles/_of_series.html", {"circle": circle})


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Circles to which all said yes, and those to which somebody said no."""
    if actor.may(Permission.TEAM_PROPOSE):
        agreed = {"state": CircleState.AGREED.value}
        yield Waiting(agreed_circles(actor), _agreed, "initiatives.circles", agreed)
        yield Waiting(declined_circles(actor), _declined, "initiatives.circles")


def _agreed(count: int) -> str:
    return ngettext(
        "%(num)d circle of knowledge to which all said yes: it can become an atelier",
        "%(num)d circles of knowledge to which all said yes: they can become ateliers",
        count,
    )


def _declined(count: int) -> str:
    return ngettext(
        "%(num)d circle of knowledge to which somebody said no",
        "%(num)d circles of knowledge to which somebody said no",
        count,
    )
