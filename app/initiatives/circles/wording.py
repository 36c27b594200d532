"""How circles are said on screen."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.initiatives.circles.models import CircleSearch
from app.initiatives.circles.states import ANSWER_TONES, ANSWERS, CIRCLE


def wish_words(search: CircleSearch) -> list[str]:
    """What the people of a circle were to share, besides a language."""
    said = [_("a language that all speak")]
    if search.hours:
        said.append(
            ngettext(
                "%(num)d time of the week at which all can",
                "%(num)d times of the week at which all can",
                search.hours,
            )
        )
    if search.is_near:
        said.append(_("a parish in which all live, or to which the others have transport"))
    return said


FILTERS: Mapping[str, Any] = {
    "circle_state": CIRCLE.name,
    "circle_tone": CIRCLE.tone,
    "circle_answer": lambda answer: ANSWERS.get(answer, ""),
    "circle_answer_tone": lambda answer: ANSWER_TONES.get(answer, ""),
    "circle_wishes": wish_words,
}
