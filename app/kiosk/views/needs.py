"""What is there for me: by what somebody comes with, by what they can do, by words."""

from collections.abc import Sequence

from flask import Response, g, render_template, request, url_for

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import existing
from app.core.http import respond
from app.core.text import fold, tidy
from app.directory.index.answers import Suggestion
from app.directory.index.queries import best_for_need, list_needs, page_for_need, search_public, suggest_for
from app.directory.index.vocabulary import Value, vocabulary
from app.kiosk import deck, doors
from app.kiosk.blueprint import bp
from app.kiosk.facts import REASONS
from app.kiosk.presence import back, catalogue, list_id, own, presence, today, visit
from app.skills.queries.inventories import answers_in
from app.workshops.enrolments.queries.public import PublicWorkshop, list_public

BEST, HITS, LONGEST_SEARCH = 5, 8, 100


@bp.get("/needs")
@kiosk
def needs() -> str:
    """The wishes and the areas of life with which something here helps."""
    visit()
    answered = doors.needs_with_answers(g.actor.here(), today(), presence().directory)
    shown = [need for need in list_needs() if need.key in answered]
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
    )


@bp.get("/needs/<need>/all")
@kiosk
def all_for_need(need: str) -> str:
    """All answers by name, a screen at a time."""
    chosen = _need(need)
    after = request.args.get("after")
    page = page_for_need(g.actor, need, languages=languages(), after=after)
    return render_template("kiosk/all_answers.html", need=chosen, page=page)


@bp.get("/suggestions")
@kiosk
def suggestions() -> str:
    """What is there for somebody who can do what this list says, and why: at its end, or on the way."""
    answers = [each for each in answers_in(list_id()) if deck.is_counted(each)]
    wanted = [each.competence_id for each in answers if each.competence_id]
    found = suggest_for(g.actor, wanted, languages=languages())
    return render_template(
        "kiosk/suggestions.html",
        count=len(answers),
        suggestions=[(each, _because(each)) for each in found],
        own=own(),
        back=back() if "back" in request.args else url_for("kiosk.review"),
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
        reasons=REASONS,
    )


def languages() -> list[str]:
    """The visitor's language, and Portuguese."""
    return list(dict.fromkeys((visit().language, i18n.MAIN)))


def _need(key: str) -> Value:
    visit()
    return existing(vocabulary("needs").get(key))


def _because(suggestion: Suggestion) -> list[object]:
    """The names of at most two competences that the suggestion follows from."""
    known = catalogue().several(suggestion.because[:2])
    return [each.name(visit().language) for each in known.values()]


def _series(typed: str) -> Sequence[PublicWorkshop]:
    """The series whose title or kind holds every word."""
    words = fold(typed).split()
    return [
        each
        for each in list_public(g.actor, language=visit().language, today=today())
        if all(word in fold(f"{each.title} {each.kind}") for word in words)
    ]
