"""What is there for me: by what somebody comes with, by what they can do, by words."""

from collections.abc import Mapping, Sequence

from flask import Response, g, render_template, request

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import existing
from app.core.http import respond, see_other
from app.core.text import fold, tidy
from app.directory.index.meanings import needs_about
from app.directory.index.queries import best_for_need, list_needs, page_for_need, search_public
from app.directory.index.vocabulary import Value, vocabulary
from app.kiosk import doors
from app.kiosk.blueprint import bp
from app.kiosk.facts import GROUPS, REASONS
from app.kiosk.presence import catalogue, list_id, own, presence, today, visit, way_back
from app.skills.queries.inventories import what_speaks
from app.workshops.enrolments.fitting import Fitting, what_fits
from app.workshops.enrolments.queries.public import PublicWorkshop, list_public

BEST, HITS, LONGEST_SEARCH = 5, 8, 100
IDEA = "idea"
"""The need with which whoever has it begins by telling it (views/ideas.py)."""


@bp.get("/needs")
@kiosk
def needs() -> str:
    """The wishes and the areas of life with which something here helps."""
    visit()
    shown = _shown(list_needs())
    return render_template(
        "kiosk/needs.html",
        wishes=[need for need in shown if need.is_wish],
        areas=[need for need in shown if not need.is_wish],
        has_list=presence().inventory is not None,
    )


@bp.get("/needs/<need>")
@kiosk
def need(need: str) -> str:
    """The best answers, before the long list."""
    chosen = _need(need)
    answers = best_for_need(g.actor, need, languages=languages(), limit=BEST + 1)
    return render_template(
        "kiosk/need.html",
        need=chosen,
        answers=answers[:BEST],
        has_more=len(answers) > BEST,
        has_list=presence().inventory is not None,
        reasons=REASONS,
        tells_idea=chosen.key == IDEA,
    )


@bp.get("/needs/<need>/all")
@kiosk
def all_for_need(need: str) -> str:
    """All answers in groups; those of a group by name, a screen at a time."""
    chosen = _need(need)
    counts = _answers().get(need, {})
    groups = [(kind, *named, counts[kind]) for kind, named in GROUPS.items() if kind in counts]
    kind = request.args.get("kind", groups[0][0] if len(groups) == 1 else "")
    if kind not in counts:
        return render_template("kiosk/groups.html", need=chosen, groups=groups)
    page = page_for_need(g.actor, need, kind, languages=languages(), after=request.args.get("after"))
    is_part = len(groups) > 1
    return render_template(
        "kiosk/all_answers.html", need=chosen, kind=kind, group=GROUPS[kind][1], is_part=is_part, page=page
    )


@bp.get("/suggestions")
@kiosk
def suggestions() -> Response | str:
    """The work, courses and series for who can do what this list says, and why: at its end, or on the way.

    At its end, where no way back is asked for, a list that is not kept yet is kept or erased, both equally
    large. Who only looks at what there is finds no door that erases.
    """
    speaks = what_speaks(list_id())
    if not speaks.count:
        return see_other("kiosk.review", back=way_back())
    found = what_fits(g.actor, speaks, languages=languages(), today=today())
    return render_template(
        "kiosk/suggestions.html",
        count=speaks.count,
        suggestions=[(each, _because(each)) for each in found],
        own=own(),
        back=way_back(),
    )


@bp.get("/find")
@kiosk
def find() -> Response:
    """The directory and the series that are on, by everyday words."""
    visit()
    typed = tidy(request.args.get("words", ""))[:LONGEST_SEARCH]
    answers = search_public(g.actor, typed, languages=languages(), limit=HITS) if fold(typed) else []
    return respond(
        "kiosk/find.html",
        part="kiosk/_found.html",
        typed=typed,
        answers=answers,
        series=_series(typed) if fold(typed) else [],
        needs=_shown(needs_about(typed, languages())),
        reasons=REASONS,
    )


def languages() -> list[str]:
    """The visitor's language, and Portuguese."""
    return list(dict.fromkeys((visit().language, i18n.MAIN)))


def _answers() -> Mapping[str, Mapping[str, int]]:
    return doors.answers_by_need(g.actor.here(), today(), presence().directory)


def _shown(needs: Sequence[Value]) -> list[Value]:
    """Those with which something here helps, or somebody wherever one is; an idea can always be told."""
    answers = _answers()
    return [need for need in needs if need.key in answers or need.ask or need.key == IDEA]


def _need(key: str) -> Value:
    visit()
    return existing(vocabulary("needs").get(key))


def _because(suggestion: Fitting) -> list[object]:
    """The names of at most two competences that the suggestion follows from."""
    known = catalogue().several(suggestion.fit.because[:2])
    return [each.name(visit().language) for each in known.values()]


def _series(typed: str) -> Sequence[PublicWorkshop]:
    """The series whose title or kind holds every word."""
    words = fold(typed).split()
    return [
        each
        for each in list_public(g.actor, language=visit().language, today=today())
        if all(word in fold(f"{each.title} {each.kind}") for word in words)
    ]
