"""The diary of an initiative: read, written, changed."""

from collections.abc import Collection, Iterable
from functools import partial
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import Forbidden, NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.staff import staff_in, staff_names
from app.core.uploads import takes_upload
from app.initiatives.blueprint import bp
from app.initiatives.diary import operations, queries
from app.initiatives.diary.forms import DiaryFilters, EditEntryForm, EntryForm, answers
from app.initiatives.diary.models import DiaryEntry, EntryKind
from app.initiatives.diary.permissions import may_finish, may_write
from app.initiatives.diary.queries import REMOVED
from app.initiatives.diary.wording import CHANGE, ICONS, KINDS, NEW
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import get_initiative
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.ui.listing import read_listing

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/diary"
PAPERS = partial(inspected, allowed={FileKind.PDF, FileKind.JPEG, FileKind.PNG})


@bp.get(HERE)
@requires(READ)
def diary(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    asked = read_listing(DiaryFilters(request.args))
    page = queries.diary_page(initiative, kind=asked["kind"], state=asked["state"], after=asked.after)
    return respond(
        "initiatives/diary/diary.html",
        status=asked.status,
        listing=asked,
        page=page,
        initiative=initiative,
        members=queries.members_named(g.actor, [initiative.id]),
        staff=staff_names(who for each in page.items for who in (each.staff_id, each.created_by)),
        today=clock.today(get_zone(initiative.municipality_id)),
        kinds=KINDS,
        new=NEW,
        icons=ICONS,
        may_write=may_write(g.actor, initiative),
        may_finish=partial(may_finish, g.actor),
        shows_removed=asked["state"] == REMOVED,
    )


@bp.route(f"{HERE}/new/<entry_kind>", methods=["GET", "POST"])
@requires(WRITE)
@takes_upload("upload", PAPERS)
def new_diary_entry(initiative_id: UUID, entry_kind: str) -> Response:
    initiative = get_to_change(initiative_id)
    if entry_kind not in KINDS:
        raise NotFound
    form = EntryForm(data={"on": clock.today(get_zone(initiative.municipality_id))})
    _offer(form, initiative, entry_kind)
    if form.validate_on_submit() and _is_kept(form, initiative, is_asked=True):
        kind = EntryKind(entry_kind)
        try:
            operations.write(
                g.actor, entry_id=form.new_id, initiative=initiative, kind=kind, facts=form.facts
            )
        except (operations.DayToCome, operations.NobodyThereYet) as trouble:
            _say(form, trouble)
        else:
            flash(_("It stands in the diary."), "good")
            return to_diary(initiative)
    return _page(initiative, form, NEW[entry_kind], entry_kind)


@bp.route(f"{HERE}/<uuid:diary_entry_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
@takes_upload("upload", PAPERS)
def edit_diary_entry(initiative_id: UUID, diary_entry_id: UUID) -> Response:
    initiative = get_to_change(initiative_id)
    entry = queries.get_entry(g.actor, initiative, diary_entry_id)
    form, seen = _edit_form(initiative, entry)
    if form.validate_on_submit() and _is_kept(form, initiative):
        form.file = form.file or entry.file
        try:
            operations.edit(
                g.actor,
                initiative=initiative,
                entry=entry,
                version=form.version.data,
                facts=form.facts,
                seen=seen,
            )
        except (operations.DayToCome, operations.NobodyThereYet) as trouble:
            _say(form, trouble)
        except StaleRecord:
            show_both(form, _edit_form(initiative, entry)[0])
        else:
            flash(_("The diary was changed."), "good")
            return to_diary(initiative)
    return _page(initiative, form, CHANGE[entry.kind], entry.kind, entry)


def get_to_change(initiative_id: UUID) -> Initiative:
    """The initiative, for whoever writes in its diary; NotFound, Forbidden."""
    initiative = get_initiative(g.actor, initiative_id)
    if not may_write(g.actor, initiative):
        raise Forbidden
    return initiative


def to_diary(initiative: Initiative) -> Response:
    return see_other("initiatives.diary", initiative_id=initiative.id)


def _edit_form(initiative: Initiative, entry: DiaryEntry) -> tuple[EditEntryForm, Collection[UUID]]:
    """The form, and the members among whom one can choose."""
    form = EditEntryForm(data=answers(entry))
    kept = {each.member_id for each in entry.present} | ({entry.member_id} if entry.member_id else set())
    return form, _offer(form, initiative, entry.kind, kept, entry.staff_id)


def _offer(
    form: EntryForm,
    initiative: Initiative,
    kind: str,
    kept: Iterable[UUID] = (),
    kept_staff: UUID | None = None,
) -> Collection[UUID]:
    """Fill the lists; the members among whom one can choose."""
    members = queries.members_to_choose(g.actor, initiative, kept)
    staff = staff_in(initiative.municipality_id) if kind == EntryKind.TASK else {}
    gone = [kept_staff] if kept_staff and kept_staff not in staff else []
    form.offer(kind, members, {**staff_names(gone), **staff} if gone else staff)
    return set(members)


def _is_kept(form: EntryForm, initiative: Initiative, *, is_asked: bool = False) -> bool:
    """Whether the file that was sent, if one was, can be kept; `form.file` then holds it."""
    if "upload" not in form:
        return True
    if form.upload.data is not None:
        form.file = form.upload.keep(municipality_id=initiative.municipality_id, actor=g.actor)
    elif is_asked:
        form.upload.errors = [_("Please choose a file.")]
    return not form.upload.errors


def _say(form: EntryForm, trouble: Exception) -> None:
    if isinstance(trouble, operations.NobodyThereYet):
        form.present.errors = [_("The meeting is still to come: who was there is noted when it was held.")]
    else:
        form.on.errors = [_("This day is still to come.")]


def _page(
    initiative: Initiative, form: EntryForm, title: object, kind: str, entry: DiaryEntry | None = None
) -> Response:
    return respond(
        "initiatives/diary/entry_form.html",
        status=form.status,
        form=form,
        initiative=initiative,
        title=title,
        entry_kind=kind,
        entry=entry,
        attributes={"enctype": "multipart/form-data"} if kind == EntryKind.DOCUMENT else {},
    )
