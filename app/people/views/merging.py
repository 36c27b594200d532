"""Merging two records of one person: which other, what would happen, done, and undone."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import go_to, respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.people import queries
from app.people.blueprint import bp
from app.people.contacts import ContactKind
from app.people.forms import MergeForm, OtherRecordForm, merge_form
from app.people.merged import MergedInto
from app.people.merging import operations
from app.people.merging.queries import Obstacle, Preview, get_merge, obstacle, obstacles, preview
from app.people.merging.reasons import reasons
from app.people.merging.undoing import WITHIN, ChangedSince, TooLate
from app.people.models import Merge, Participant
from app.people.wording import CANDIDATE_REASONS

AT_MOST = 20


@bp.app_errorhandler(MergedInto)
def lead_to_kept(error: MergedInto) -> Response:
    """Whoever has the address of a record that was merged comes to the one that is kept; what they sent was
    about another record, and is not done.
    """
    kept, asked = error.merge.kept_id, request.view_args or {}
    if not writes() and asked.get("participant_id") == error.merge.gone_id:
        there = url_for(str(request.endpoint), **{**asked, "participant_id": kept})
        return go_to(f"{there}?{query}" if (query := request.query_string.decode()) else there)
    told = _("This record was merged with another one in the meantime: here it is. Nothing was changed.")
    flash(told, "warning")
    return see_other("office.participant", participant_id=kept)


@bp.route("/participants/<uuid:participant_id>/merge", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def merge(participant_id: UUID) -> Response:
    """Of the record in the address and the `other`, which becomes part of it."""
    try:
        kept = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
        asked = OtherRecordForm(request.args, meta={"csrf": False})
        if not asked.validate() or "other" not in request.args:
            return _choose(kept, asked)
        gone = queries.get_participant(g.actor, _other(), Permission.PARTICIPANT_WRITE)
    except MergedInto as error:
        if request.method == "GET":
            raise
        return _of_merge(error.merge, is_again=True)
    return _choose(kept, asked) if asked.refuses(kept, gone) else _merge_with(kept, gone)


def _other() -> UUID:
    """The record that becomes part of the one in the address; NotFound for nonsense."""
    try:
        return UUID(request.args["other"])
    except ValueError:
        raise NotFound from None


def _merge_with(kept: Participant, gone: Participant) -> Response:
    seen = preview(kept, gone)
    form = merge_form(seen)
    is_valid, is_as_seen = form.validate_on_submit(), form.seen.data == seen.mark
    if is_valid and is_as_seen:
        try:
            done = operations.merge(
                g.actor,
                merge_id=form.new_id,
                kept=kept,
                gone=gone,
                versions=(kept.version, gone.version),
                reason=form.reason.data,
                note=form.note.data,
                others=form.others,
            )
        except StaleRecord:
            is_as_seen = False
        else:
            flash(
                _("The two records are one now. Until something changes in it, that can be undone."), "good"
            )
            return see_other("people.show_merge", participant_id=kept.id, merge_id=done.id)
    is_changed = form.is_submitted() and not is_as_seen
    form.seen.data = seen.mark
    return _preview(seen, form, is_changed=is_changed)


def _preview(seen: Preview, form: MergeForm, *, is_changed: bool) -> Response:
    where = seen.kept.municipality_id
    return respond(
        "people/merging/preview.html",
        status=409 if is_changed else form.status,
        person=seen.kept,
        preview=seen,
        form=form,
        is_changed=is_changed,
        may_merge=not seen.is_sealed or g.actor.may(Permission.PARTICIPANT_SEAL, where),
    )


def _choose(kept: Participant, asked: OtherRecordForm) -> Response:
    """Who has a name with what was typed in it, else who is like the person; never the record itself."""
    text = asked.q.data or ""
    found = [(each, []) for each in queries.search(g.actor, text, AT_MOST)] if text else _alike(kept)
    return respond(
        "people/merging/choose.html",
        status=asked.status,
        person=kept,
        form=asked,
        text=text,
        found=[(each, why) for each, why in found if each.id != kept.id],
    )


def _alike(kept: Participant) -> list[tuple[Participant, list[Any]]]:
    """Who could be the same person, and why, the likeliest first."""
    numbers = [each.value for each in kept.contact_points if each.kind == ContactKind.PHONE]
    candidates = queries.find_candidates(
        g.actor,
        name=kept.name,
        birth_year=kept.birth_year,
        phone=", ".join(numbers),
        municipality_id=kept.municipality_id,
        of=kept.id,
    )
    return [(each.participant, [CANDIDATE_REASONS[why] for why in each.reasons]) for each in candidates]


@bp.get("/participants/<uuid:participant_id>/merges/<uuid:merge_id>")
@requires(Permission.PARTICIPANT_READ)
def show_merge(participant_id: UUID, merge_id: UUID) -> Response:
    return _of_merge(get_merge(queries.get_participant(g.actor, participant_id), merge_id))


@bp.post("/participants/<uuid:participant_id>/merges/<uuid:merge_id>/reversal")
@requires(Permission.PARTICIPANT_WRITE)
def undo_merge(participant_id: UUID, merge_id: UUID) -> Response:
    kept = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    found = get_merge(kept, merge_id)
    try:
        operations.undo(g.actor, merge=found)
    except ChangedSince as error:
        return _of_merge(found, list(dict.fromkeys(map(obstacle, error.changes))), status=409)
    except TooLate:
        return _of_merge(found, status=409)
    flash(_("Undone: both records are again as they were before."), "good")
    return see_other("people.show_merge", participant_id=kept.id, merge_id=found.id)


def _of_merge(
    found: Merge, hindering: list[Obstacle] | None = None, *, status: int = 200, is_again: bool = False
) -> Response:
    kept = queries.get_participant(g.actor, found.kept_id)
    if not (hindering or found.is_undone):
        hindering = obstacles(found)
    needed = Permission.PARTICIPANT_SEAL if kept.is_sealed else Permission.PARTICIPANT_WRITE
    return respond(
        "people/merging/show.html",
        status=409 if is_again else status,
        person=kept,
        merge=found,
        other=queries.find_participant(g.actor, found.gone_id) if found.is_undone else None,
        obstacles=hindering,
        is_again=is_again,
        reason=reasons()[found.reason],
        names=staff_names([found.by, found.undone_by]),
        days=WITHIN.days,
        may_undo=g.actor.may(needed, kept.municipality_id),
    )
