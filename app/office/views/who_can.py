"""Who can do X near Y: among the people who agreed to be matched."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, g, request, url_for

from app.core.access import requires
from app.core.http import respond
from app.core.paging import Page
from app.core.permission import Permission
from app.core.text import tidy
from app.network.queries import list_parish_choices
from app.office.blueprint import bp
from app.office.forms import WhoCanForm
from app.office.search import LONGEST, spoken
from app.skills.queries.catalogue import catalogue, search
from app.skills.queries.who_can import Wanted, who_can
from app.skills.snapshot import Catalogue, CompetenceView

MOST = 8
"""More competences than this in one question find nobody."""


@bp.get("/who-can", endpoint="who_can")
@requires(Permission.PARTICIPANT_READ)
def show() -> Response:
    parishes = list_parish_choices(g.actor.here())
    form = WhoCanForm(request.args, match=request.args.get("match", "all"))
    form.offer(parishes)
    known = catalogue()
    chosen, unknown = _asked(known)
    text = tidy(request.args.get("q", ""))[:LONGEST]
    is_valid = form.validate()
    return respond(
        "office/who_can.html",
        part="office/_hits.html",
        status=200 if is_valid else 422,
        form=form,
        text=text,
        chosen=chosen,
        unknown=unknown,
        hits=[
            (hit, url_for("office.who_can", **_question([*chosen, hit.competence])))
            for hit in (search(text, languages=spoken()) if text else ())
            if hit.competence not in chosen and len(chosen) < MOST
        ],
        kept=_kept(chosen),
        page=_people(form, chosen) if is_valid else Page([], None, None, 0),
        next_url=lambda cursor: url_for("office.who_can", **_question(chosen), after=cursor),
        without=lambda competence: url_for(
            "office.who_can", **_question([each for each in chosen if each is not competence])
        ),
        catalogue=known,
        can_open=g.actor.may(Permission.INVENTORY_CLAIM),
        parishes={parish.id: parish.name for parish in parishes},
    )


def _people(form: WhoCanForm, chosen: Sequence[CompetenceView]) -> Page[Any]:
    level = form.level.data or None
    return who_can(
        g.actor,
        wanted=[Wanted(competence.id, level) for competence in chosen],
        match=form.match.data,
        parish_id=UUID(form.parish.data) if form.parish.data else None,
        after=request.args.get("after"),
    )


def _asked(known: Catalogue) -> tuple[list[CompetenceView], list[str]]:
    """The competences of the address, each once; and those of its keys that the catalogue does not know."""
    found = {key: known.by_key(key) for key in request.args.getlist("c")}
    chosen = [competence for competence in found.values() if competence]
    return chosen[:MOST], [key for key, competence in found.items() if competence is None]


def _question(chosen: Sequence[CompetenceView]) -> dict[str, Any]:
    """The address of the same question about these competences."""
    kept = {name: value for name in ("match", "level", "parish") if (value := request.args.get(name))}
    return {**kept, "c": [competence.key for competence in chosen]}


def _kept(chosen: Sequence[CompetenceView]) -> list[tuple[str, str]]:
    """The question as hidden fields of the search form."""
    question = _question(chosen)
    keys = question.pop("c")
    return [*question.items(), *(("c", key) for key in keys)]
