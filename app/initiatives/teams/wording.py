"""How searches and teams are said on screen and on paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.initiatives.teams.asked import Named, Options
from app.initiatives.teams.matrix import matrix_of
from app.initiatives.teams.models import Asking, TeamSearch
from app.initiatives.teams.problem import ANY, WishKind
from app.initiatives.teams.states import PLACE, TEAM
from app.initiatives.teams.ways import WAYS
from app.skills.wording import LEVELS
from app.ui.languages import language_names

OVER = _("What people were looked for has ended: nobody is proposed for it.")
WEIGHTS: Mapping[int, Any] = {3: _("cannot do without it"), 2: _("needed"), 1: _("good to have")}
GAP_PARTS: Mapping[str, Any] = {
    "coverage": _("Another team could cover at most %(percent)s more of what is needed."),
    "beyond": _(
        "No team covers more; in how well its people can do it, another could be at most %(percent)s better."
    ),
    "people": _("No team covers more or better; whether fewer people are enough is not known."),
}
GAP_ELSE = _("No team covers more or better with fewer people; only ways, turns and lots are not proven.")
WHOLE: Mapping[str, Any] = {
    WishKind.FEWEST: _("at least so many people"),
    WishKind.MOST: _("at most so many people"),
    WishKind.PARISHES: _("the parishes in which they live"),
    WishKind.TRANSPORT: _("a transport of their own"),
    WishKind.KILOMETRES: _("how far they go"),
    WishKind.LANGUAGE: _("a language that all speak"),
    WishKind.HOURS: _("times of the week at which all can"),
}
"""Wishes of the team as a whole, as they stand in a sentence."""
BY_NAME: Mapping[str, Any] = {
    Asking.MUST: _("in it: %(people)s"),
    Asking.MUST_NOT: _("not in it: %(people)s"),
    Asking.TOGETHER: _("all of them or none: %(people)s"),
    Asking.APART: _("at most one of them: %(people)s"),
}
UNKNOWN = _("somebody who may not be proposed any more")


def level_of(value: str) -> Any:
    """A level, as the office says it."""
    return LEVELS.get(value or None, _("level not said"))


def gap_sentence(search: TeamSearch) -> str:
    """By how much a better team could be better, at most."""
    percent = f"{(search.gap or 0) / 10:.1f} %".replace(".", "," if i18n.current().code == "pt" else ".")
    return str(GAP_PARTS.get(search.gap_part, GAP_ELSE)) % {"percent": percent}


def said_of(wish: Named, names: Mapping[Any, str]) -> str:
    """A wish about people in words."""
    called = [names.get(each) or str(UNKNOWN) for each in wish.people]
    return str(BY_NAME[wish.kind]) % {"people": ", ".join(called)}


def conflict_words(search: TeamSearch, named: Sequence[Named], names: Mapping[Any, str]) -> list[str]:
    """The wishes that exclude each other."""
    by_number = {each.number: each for each in named}
    found = []
    for kind, number in search.conflict:
        if number is None:
            found.append(str(WHOLE[kind]))
        elif number in by_number:
            found.append(said_of(by_number[number], names))
    return found


def option_words(options: Options, parishes: Mapping[Any, str]) -> list[str]:
    """What is wished of the team as a whole, wish by wish."""
    found = [_size(options)]
    if options.parishes:
        places = ", ".join(sorted(parishes.get(each, "") for each in options.parishes))
        found.append(gettext("Who live in: %(places)s", places=places))
    if options.has_transport:
        found.append(gettext("Who live elsewhere have a transport of their own"))
    if options.kilometres:
        found.append(gettext("Who live elsewhere go %(number)s km", number=options.kilometres))
    if options.language:
        named = (
            gettext("whichever") if options.language == ANY else language_names().get(options.language, "")
        )
        found.append(gettext("A language that all speak: %(language)s", language=named))
    if options.hours:
        found.append(
            ngettext(
                "%(num)d time of the week at which all can",
                "%(num)d times of the week at which all can",
                options.hours,
            )
        )
    return found


def _size(options: Options) -> str:
    if options.fewest == options.most:
        return ngettext("%(num)d person", "%(num)d people", options.most)
    return gettext("%(fewest)s to %(most)s people", fewest=options.fewest, most=options.most)


FILTERS: Mapping[str, Any] = {
    "team_state": TEAM.name,
    "team_tone": TEAM.tone,
    "place_state": PLACE.name,
    "place_tone": PLACE.tone,
    "team_level": level_of,
    "team_matrix": matrix_of,
    "answered_how": lambda how: WAYS.get(how, ""),
}
