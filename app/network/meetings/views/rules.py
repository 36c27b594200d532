"""By which rule a body decides, since when."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.blueprint import bp
from app.network.meetings.forms.records import RuleForm
from app.network.meetings.operations import rules as operations
from app.network.meetings.queries.meetings import get_body
from app.network.meetings.queries.records import get_rule, list_rules
from app.network.meetings.wording import rule_in_words


@bp.route("/meetings/bodies/<uuid:body_id>/quorum", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def body_quorum(body_id: UUID) -> Response:
    """The rules that the body had and has, and the next one."""
    body = get_body(g.actor, body_id)
    form = RuleForm(data={"since": clock.today(g.zone)})
    if form.validate_on_submit():
        operations.set_rule(
            g.actor,
            rule_id=form.new_id,
            municipality_id=form.drawn_in,
            body=body,
            rule=form.rule,
            since=form.day,
        )
        flash(_("The rule was kept. Meetings that are convened already keep theirs."), "good")
        return see_other("network.body_quorum", body_id=body_id)
    known = [(each, rule_in_words(each.rule)) for each in reversed(list_rules(g.actor, body_id))]
    return respond("network/meetings/quorum.html", status=form.status, form=form, body=body, rules=known)


@bp.post("/meetings/rules/<uuid:rule_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_rule(rule_id: UUID) -> Response:
    row = get_rule(g.actor, rule_id)
    operations.withdraw_rule(g.actor, row=row)
    flash(_("The rule was taken back: the one before holds on."), "good")
    return see_other("network.body_quorum", body_id=row.body_id)
