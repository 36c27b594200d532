"""What is noted of a party: a further line, a change, withdrawn, put back; one shape for all of it."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import records
from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.blueprint import bp
from app.network.parties import attaching, queries
from app.network.parties.attached import Attached
from app.network.parties.forms import choices_without
from app.network.parties.line_forms import SORTS, PeriodForm, Sort, edit_form, new_form
from app.network.parties.models import Party
from app.network.queries import list_parish_choices
from app.ui.choice_fields import choices, names_of
from app.ui.conflict import show_both


def _routes(sort: Sort) -> None:
    """Its four addresses; who keeps up their own organisation only has those of what it says of itself."""
    is_own = sort.model in attaching.KEPT_BY_ITSELF
    needed = Permission.ORGANISATION_KEEP if is_own else Permission.PARTNERSHIP_WRITE
    base = f"/organisations/<uuid:organisation_id>/{sort.name}"
    one = f"{base}/<uuid:{sort.id_name}>"

    @requires(needed)
    def new(organisation_id: UUID) -> Response:
        return _new(sort, organisation_id)

    @requires(needed)
    def edit(organisation_id: UUID, **ids: UUID) -> Response:
        return _edit(sort, *_found(sort, organisation_id, ids, needed))

    @requires(needed)
    def withdraw(organisation_id: UUID, **ids: UUID) -> Response:
        party, line = _found(sort, organisation_id, ids, needed)
        attaching.withdraw(g.actor, line=line)
        flash(_("It counts no longer. Under “What was before” it can be put back."), "good")
        return _to(party)

    @requires(needed)
    def put_back(organisation_id: UUID, **ids: UUID) -> Response:
        party, line = _found(sort, organisation_id, ids, needed)
        try:
            attaching.put_back(g.actor, line=line)
        except attaching.NotedAlready:
            flash(_("The same has been noted anew in the meantime. Nothing was changed."), "warning")
        else:
            flash(_("It is back."), "good")
        return _to(party)

    bp.add_url_rule(f"{base}/new", f"new_{sort.name}", new, methods=["GET"])
    bp.add_url_rule(base, f"create_{sort.name}", new, methods=["POST"])
    bp.add_url_rule(f"{one}/edit", f"edit_{sort.name}", edit, methods=["GET", "POST"])
    bp.add_url_rule(f"{one}/withdrawal", f"withdraw_{sort.name}", withdraw, methods=["POST"])
    bp.add_url_rule(f"{one}/reinstatement", f"put_back_{sort.name}", put_back, methods=["POST"])


def _found(
    sort: Sort, organisation_id: UUID, ids: dict[str, UUID], needed: Permission
) -> tuple[Party, Attached]:
    line = records.get(g.actor, needed, sort.model, ids[sort.id_name])
    if line.party_id != organisation_id:
        raise NotFound
    party = queries.get_party(g.actor, organisation_id)
    attaching.demand_write(g.actor, sort.model, line.municipality_id, party.id)
    return party, line


def _new(sort: Sort, organisation_id: UUID) -> Response:
    party = queries.get_party(g.actor, organisation_id, to_change=writes())
    where = queries.place_of(g.actor, party)
    attaching.demand_write(g.actor, sort.model, where, party.id)
    form = new_form(sort).placed(where)
    _offer(form, where, party)
    if form.validate_on_submit():
        try:
            attaching.note(
                g.actor,
                sort.model,
                line_id=form.new_id,
                municipality_id=form.drawn_in,
                party=party,
                values=form.values,
            )
        except attaching.NotedAlready:
            _say_already(form)
        else:
            flash(str(sort.added), "good")
            return _to(party)
    return _page(sort, party, form, None)


def _edit(sort: Sort, party: Party, line: Attached) -> Response:
    form = edit_form(sort, line)
    _offer(form, line.municipality_id, party, getattr(line, "parish_id", None))
    if form.validate_on_submit():
        try:
            attaching.change(g.actor, line, form.version.data, form.values)
        except attaching.NotedAlready:
            _say_already(form)
        except StaleRecord:
            stored = edit_form(sort, line)
            _offer(stored, line.municipality_id, party, getattr(line, "parish_id", None))
            show_both(form, stored)
        else:
            flash(_("The change was saved."), "good")
            return _to(party)
    return _page(sort, party, form, line)


def _offer(form: PeriodForm, municipality_id: UUID, party: Party, kept: UUID | None = None) -> None:
    parties = (
        choices_without(names_of(queries.list_parties(municipality_id)), party.id)
        if "member_id" in form
        else []
    )
    parishes = choices(names_of(list_parish_choices(municipality_id, kept))) if "parish_id" in form else []
    form.offer(parties, parishes)


def _say_already(form: PeriodForm) -> None:
    first = next(
        field for field in form if field.name not in {*form.carried, "csrf_token", "from_on", "until_on"}
    )
    first.errors = [_("The same is noted already, and still holds.")]


def _page(sort: Sort, party: Party, form: PeriodForm, line: Attached | None) -> Response:
    return respond(
        "network/parties/line.html", status=form.status, sort=sort, party=party, form=form, line=line
    )


def _to(party: Party) -> Response:
    return see_other("network.show_organisation", organisation_id=party.id)


for _sort in SORTS.values():
    _routes(_sort)
