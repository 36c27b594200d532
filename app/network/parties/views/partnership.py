"""The partnership as a whole: who brings what, and the two tiers on a day."""

from flask import Response, g, request

from app.core import clock
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.network.blueprint import bp
from app.network.parties.attached import PartnerRole, Tier
from app.network.parties.forms import BroughtFilters, DayFilter, day_of
from app.network.parties.overview import brought_page, partnership_on
from app.network.queries import get_zone, list_parish_choices
from app.ui.choice_fields import choices, names_of
from app.ui.listing import read_listing


@bp.get("/contributions")
@requires(Permission.PARTNERSHIP_READ)
def contributions() -> Response:
    here = g.actor.here()
    form = BroughtFilters(request.args)
    form.offer(choices(names_of(list_parish_choices(here))))
    asked = read_listing(form)
    results = brought_page(
        g.actor,
        day=clock.today(get_zone(here)),
        kind=asked["kind"],
        parish_id=asked["parish"],
        search=asked["q"] or "",
        after=asked.after,
    )
    return respond(
        "network/parties/contributions.html", status=asked.status, form=form, results=results, listing=asked
    )


@bp.get("/partnership")
@requires(Permission.PARTNERSHIP_READ)
def partnership() -> Response:
    form = DayFilter(request.args)
    asked = read_listing(form)
    today = clock.today(get_zone(g.actor.here()))
    day = day_of(form, today) if asked.is_valid else today
    tiers = partnership_on(g.actor, day)
    centrals = [each for each in tiers[Tier.OPERATIONAL] if each.role is PartnerRole.CENTRAL]
    return respond(
        "network/parties/partnership.html",
        status=asked.status,
        form=form,
        day=day,
        tiers=tiers,
        centrals=centrals,
        manages=g.actor.may(Permission.PARTNERSHIP_WRITE),
    )
