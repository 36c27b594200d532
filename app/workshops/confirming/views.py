"""People to confirm: the table, one of them, all who are clearly new at once, and back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.core import clock, tasks
from app.core.access import requires
from app.core.errors import Conflict
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.people.operations.unverified import Act
from app.people.queries import get_known
from app.people.wording import CANDIDATE_REASONS
from app.ui.listing import Listing, read_listing
from app.workshops.blueprint import bp
from app.workshops.confirming import operations
from app.workshops.confirming import queries as reads
from app.workshops.confirming.forms import CLEARNESS, ConfirmAllForm, PeopleFilters
from app.workshops.confirming.walking import table
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.enrolments.wording import ORIGINS

tasks.handler(
    operations.CONFIRM_ALL, Permission.ENROLMENT_WRITE, title=lazy_gettext("Confirm all who are clearly new")
)(operations.confirm_all)


@bp.get("/people-to-confirm")
@requires(Permission.ENROLMENT_WRITE)
def unverified() -> Response:
    listing, count = _listing()
    return _page(listing, count, ConfirmAllForm(series=listing["series"], session=listing["session"]))


@bp.post("/people-to-confirm/confirmations")
@requires(Permission.ENROLMENT_WRITE)
def confirm_all() -> Response:
    """Few at once, many by a task: of whom nothing can be said any more but that they are new."""
    form = ConfirmAllForm()
    if not form.validate():
        return _page(*_listing(), form)
    narrowed = form.narrowed
    if (reads.count_waiting(g.actor, narrowed) or reads.SIZE + 1) > reads.SIZE:
        asked = {"series": str(narrowed.series or ""), "session": str(narrowed.session or "")}
        task = tasks.ask(
            g.actor,
            operations.CONFIRM_ALL,
            asked,
            task_id=form.new_id,
            municipality_id=form.drawn_in,
            leads_to=url_for("workshops.confirmed_people"),
        )
        return see_other("office.task", task_id=task.id)
    act = Act(form.new_id, clock.now())
    _looked_at, count, _older = operations.confirm_some(g.actor, act=act, narrowed=narrowed)
    flash(
        ngettext(
            "%(num)d person is registered as somebody new.",
            "%(num)d people are registered as somebody new.",
            count,
        ),
        "good",
    )
    return see_other("workshops.unverified", **_kept(narrowed))


@bp.get("/people-to-confirm/confirmed")
@requires(Permission.ENROLMENT_WRITE)
def confirmed_people() -> Response:
    """What one confirmed oneself, to be taken back."""
    return respond("workshops/confirming/confirmed.html", acts=reads.own_acts(g.actor))


@bp.post("/people-to-confirm/confirmed/<uuid:confirming_act_id>/removal")
@requires(Permission.ENROLMENT_WRITE)
def take_back_confirming(confirming_act_id: UUID) -> Response:
    count = operations.take_back(g.actor, act_id=confirming_act_id)
    flash(ngettext("%(num)d person waits again.", "%(num)d people wait again.", count), "good")
    return see_other("workshops.unverified")


@bp.get("/people-to-confirm/<uuid:unverified_id>")
@requires(Permission.ENROLMENT_WRITE)
def unverified_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id)
    return respond(
        "workshops/confirming/person.html",
        person=person,
        whence=reads.whence_by_person([person.id])[person.id],
        origins=ORIGINS,
        candidates=reads.candidates_for(g.actor, person),
        reasons=CANDIDATE_REASONS,
        states=ENROLMENT,
    )


@bp.post("/people-to-confirm/<uuid:unverified_id>/verification")
@requires(Permission.ENROLMENT_WRITE)
def verify_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id, to_change=True)
    operations.confirm_as_new(g.actor, participant=person)
    flash(_("%(name)s is registered as somebody new.", name=person.name), "good")
    return _back()


@bp.post("/people-to-confirm/<uuid:unverified_id>/identity")
@requires(Permission.ENROLMENT_WRITE)
def recognise_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id, to_change=True)
    known = get_known(g.actor, sent_id("known_id"))
    try:
        operations.recognise(g.actor, participant=person, known=known)
    except Conflict:
        flash(_("Please confirm the other name first."), "warning")
    else:
        flash(_("The places are now those of %(name)s.", name=known.name), "good")
    return _back()


def _page(listing: Listing, count: int | None, form: ConfirmAllForm) -> Response:
    narrowed = reads.Narrowed(series=listing["series"], session=listing["session"])
    found = table(g.actor, narrowed, listing["clear"], listing.after)
    return respond(
        "workshops/confirming/people.html",
        status=422 if form.errors else listing.status,
        listing=listing,
        form=form,
        found=found,
        page=replace(found.page, count=count),
        whence=reads.whence_by_person([each.person.id for each in found.rows]),
        origins=ORIGINS,
        clearness=CLEARNESS,
        reasons=CANDIDATE_REASONS,
    )


def _listing() -> tuple[Listing, int | None]:
    """What the address asks for, and how many people are in the table."""
    form = PeopleFilters(request.args)
    offered = reads.offered(g.actor, form.narrowed)
    form.offer(offered)
    return read_listing(form), offered.count


def _back() -> Response:
    """To the table as it was narrowed where the button stood."""
    listing, _count = _listing()
    asked = {name: value for name, value in listing.values.items() if value}
    return see_other("workshops.unverified", **asked)


def _kept(narrowed: reads.Narrowed) -> dict[str, Any]:
    named = {"series": narrowed.series, "session": narrowed.session}
    return {name: value for name, value in named.items() if value}
