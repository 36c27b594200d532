"""Records that may be one person's, pair by pair: a person decides."""

from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.accounts.queries import staff_names
from app.core import tasks
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import likely_pairs
from app.people.blueprint import bp
from app.people.duplicates.models import LikelyPair, NotSame
from app.people.forms import LookForm
from app.people.operations import duplicates as operations
from app.people.wording import CANDIDATE_REASONS

tasks.handler(operations.LOOK, Permission.PARTICIPANT_WRITE, title=lazy_gettext("People who stand twice"))(
    operations.look_for_duplicates
)


@bp.route("/participants/duplicates", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def duplicates() -> Response:
    """What the latest look found; or have everybody compared anew."""
    form = LookForm()
    if form.validate_on_submit():
        leads_to = url_for("people.duplicates")
        task = tasks.ask(
            g.actor,
            operations.LOOK,
            {},
            task_id=form.new_id,
            municipality_id=form.drawn_in,
            leads_to=leads_to,
        )
        return see_other("office.task", task_id=task.id)
    page = likely_pairs.likely_page(g.actor, request.args.get("after"))
    return respond(
        "people/duplicates.html",
        status=form.status,
        form=form,
        page=page,
        pairs=likely_pairs.with_people(page.items),
        looked_at=likely_pairs.looked_at(g.actor),
        reasons=CANDIDATE_REASONS,
    )


@bp.post("/participants/duplicates/<uuid:likely_pair_id>/apart")
@requires(Permission.PARTICIPANT_WRITE)
def say_not_same(likely_pair_id: UUID) -> Response:
    pair = likely_pairs.get_two(g.actor, LikelyPair, likely_pair_id)
    (two,) = likely_pairs.with_people([pair])
    operations.say_not_same(g.actor, one=two.one, other=two.other)
    flash(_("Two people: %(one)s and %(other)s.", one=two.one.name, other=two.other.name), "good")
    return see_other("people.duplicates")


@bp.get("/participants/apart")
@requires(Permission.PARTICIPANT_WRITE)
def apart() -> Response:
    """Who was said to be two people."""
    page = likely_pairs.apart_page(g.actor, request.args.get("after"))
    pairs = likely_pairs.with_people(page.items)
    names = staff_names(said.decided_by for said in page.items)
    return respond("people/apart.html", page=page, pairs=pairs, names=names)


@bp.post("/participants/apart/<uuid:not_same_id>/removal")
@requires(Permission.PARTICIPANT_WRITE)
def take_back_not_same(not_same_id: UUID) -> Response:
    said = likely_pairs.get_two(g.actor, NotSame, not_same_id)
    (two,) = likely_pairs.with_people([said])
    operations.take_back_not_same(g.actor, said=said, one=two.one, other=two.other)
    flash(_("They may be proposed as the same person again."), "good")
    return see_other("people.apart")
