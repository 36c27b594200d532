"""Two parties that are one: which other, what would happen, done, and undone."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import records
from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.feature import Trail, declared
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.blueprint import bp
from app.network.parties import merging, queries
from app.network.parties.attached import PartyMerge
from app.network.parties.forms import MergePartyForm, OtherPartyForm
from app.network.parties.hanging import NotOne, Preview, preview, reaches_too_far
from app.network.parties.models import Party

AT_MOST = 20


@bp.app_errorhandler(queries.MergedInto)
def lead_to_kept_party(error: queries.MergedInto) -> Response:
    """Whoever has the address of a party that was merged comes to the one that is kept."""
    if writes():
        told = _("This one was merged with another in the meantime: here it is. Nothing was changed.")
        flash(told, "warning")
    return see_other("network.show_organisation", organisation_id=error.merge.kept_id)


@bp.route("/organisations/<uuid:organisation_id>/merge", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def merge_party(organisation_id: UUID) -> Response:
    """Of the party in the address and the `other`, which becomes part of it."""
    kept = queries.get_party(g.actor, organisation_id)
    if "other" not in request.args:
        return _choose(kept)
    gone = queries.get_party(g.actor, _other())
    try:
        seen = preview(kept, gone)
    except NotOne:
        return _choose(kept, refused=gone)
    return _merge(seen)


def _other() -> UUID:
    try:
        return UUID(request.args["other"])
    except ValueError:
        raise NotFound from None


def _merge(seen: Preview) -> Response:
    form = MergePartyForm()
    is_as_seen = form.seen.data == seen.mark
    if form.validate_on_submit() and is_as_seen:
        try:
            done = merging.merge(
                g.actor,
                merge_id=form.new_id,
                municipality_id=queries.place_of(g.actor, seen.kept),
                seen=seen,
                reason=form.reason.data,
            )
        except StaleRecord:
            is_as_seen = False
        else:
            flash(
                _("The two are one now. For %(days)s days that can be undone.", days=merging.WITHIN.days),
                "good",
            )
            return see_other("network.show_party_merge", organisation_id=done.kept_id, party_merge_id=done.id)
    is_changed = form.is_submitted() and not is_as_seen
    form.seen.data = seen.mark
    return respond(
        "network/parties/merge.html",
        status=409 if is_changed else form.status,
        seen=seen,
        form=form,
        is_changed=is_changed,
        reaches_too_far=reaches_too_far(g.actor, seen),
        things=_things(),
        days=merging.WITHIN.days,
    )


def _things() -> dict[str, str]:
    """The rows of each table in words, as the audit trail says them."""
    return {name: str(words) for each in declared(Trail) for name, words in each.things.items()}


def _choose(kept: Party, refused: Party | None = None) -> Response:
    """Who has such a name, else who is called alike; never the party itself."""
    form = OtherPartyForm(request.args)
    text = (form.q.data or "") if form.validate() else ""
    where = queries.place_of(g.actor, kept)
    if text:
        found = [
            each
            for each in queries.parties_page(g.actor, search=text, municipality_id=where).items
            if each.id != kept.id
        ]
        names = {each.id: each.name for each in found[:AT_MOST]}
    else:
        alike = queries.names_in(where, besides=kept.id).like(kept.name)
        names = queries.organisation_names(alike[:AT_MOST])
    return respond(
        "network/parties/choose_other.html",
        status=409 if refused else 422 if form.errors else 200,
        party=kept,
        form=form,
        text=text,
        names=names,
        refused=refused,
    )


@bp.get("/organisations/<uuid:organisation_id>/merges/<uuid:party_merge_id>")
@requires(Permission.PARTNERSHIP_WRITE)
def show_party_merge(organisation_id: UUID, party_merge_id: UUID) -> Response:
    return _of_merge(*_found(organisation_id, party_merge_id))


@bp.post("/organisations/<uuid:organisation_id>/merges/<uuid:party_merge_id>/reversal")
@requires(Permission.PARTNERSHIP_WRITE)
def undo_party_merge(organisation_id: UUID, party_merge_id: UUID) -> Response:
    party, merge = _found(organisation_id, party_merge_id)
    try:
        merging.undo(g.actor, merge=merge)
    except merging.ChangedSince as error:
        return _of_merge(party, merge, changed=error.tables)
    except merging.TooLate:
        return _of_merge(party, merge, status=409)
    flash(_("Undone: both are again as they were before."), "good")
    return see_other("network.show_organisation", organisation_id=party.id)


def _found(organisation_id: UUID, merge_id: UUID) -> tuple[Party, PartyMerge]:
    merge = records.get(g.actor, Permission.PARTNERSHIP_WRITE, PartyMerge, merge_id)
    if merge.kept_id != organisation_id:
        raise NotFound
    return queries.get_party(g.actor, organisation_id), merge


def _of_merge(
    party: Party, merge: PartyMerge, *, changed: tuple[str, ...] = (), status: int = 200
) -> Response:
    things = _things()
    return respond(
        "network/parties/merged.html",
        status=409 if changed else status,
        party=party,
        merge=merge,
        changed=[things.get(name, name) for name in changed],
        days=merging.WITHIN.days,
    )
