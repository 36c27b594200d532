"""What is asked of an entry, by its kind, and what the diary and the list of tasks are narrowed to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core.forms import Form, OpenedForm, VersionedForm
from app.initiatives.diary.models import DiaryEntry
from app.initiatives.diary.operations import Facts
from app.initiatives.diary.queries import OPEN, REMOVED
from app.initiatives.diary.wording import ASKED, KINDS
from app.ui.choice_fields import CheckboxesField, DateField, SelectField, choices
from app.ui.fields import CheckboxField, LongTextField, TextField
from app.ui.listing import ANY, Filters
from app.ui.time_field import TimeField
from app.ui.upload_field import UploadField

NOTHING_PRIVATE = _("Nothing about health or family, and nothing that somebody told in confidence.")
MEMBER, STAFF = "member", "staff"
STATES = {OPEN: _("Tasks to do"), REMOVED: _("Taken out")}
DEPENDENT = ("on", "begins", "place", "present", "owner", "due_on", "upload")


class EntryForm(Form, OpenedForm):
    """An entry of some kind; what is not asked of the kind is taken away by `offer`."""

    carried = (*Form.carried, *OpenedForm.carried)
    file: Any = None
    on = DateField(_("Day"), required=True)
    begins = TimeField(_("Begins at"))
    place = TextField(_("Place"))
    title = TextField(_("In one line"), required=True)
    owner = SelectField(_("Who sees to it"))
    due_on = DateField(_("Until"))
    upload = UploadField(
        _("File"),
        accept=[".pdf", ".jpg", ".jpeg", ".png"],
        description=_("PDF, or a picture as JPEG or PNG; at most 10 MB."),
    )
    present = CheckboxesField(_("Who was there"))
    words = LongTextField(_("More about it"), description=NOTHING_PRIVATE)

    def offer(self, kind: str, members: Mapping[UUID, str], staff: Mapping[UUID, str]) -> None:
        """Ask what belongs to the kind; members by name, and for a task who of the staff could do it."""
        there = ASKED[kind] - (frozenset() if members else {"present"})
        for name in DEPENDENT:
            if name not in there:
                del self[name]
        if "present" in self:
            self.present.choices = choices(members)
        if "owner" in self:
            named = {f"{MEMBER}:{key}": name for key, name in members.items()}
            named |= {f"{STAFF}:{key}": name for key, name in staff.items()}
            self.owner.choices = choices(named, _("Nobody yet"))

    @property
    def facts(self) -> Facts:
        """What was said, of a valid form; `file` is what was kept of what was sent."""
        whose, _colon, owner = (self["owner"].data or "").partition(":") if "owner" in self else ("", "", "")
        given = {name: self[name].data for name in ("on", "place", "due_on") if name in self}
        return Facts(
            title=self.title.data,
            words=self.words.data,
            begins=self.begins.at if "begins" in self and self.begins.data else None,
            member_id=UUID(owner) if whose == MEMBER else None,
            staff_id=UUID(owner) if whose == STAFF else None,
            file_id=self.file.id if self.file else None,
            present=frozenset(UUID(each) for each in self.present.data or ())
            if "present" in self
            else frozenset(),
            **given,
        )


class EditEntryForm(EntryForm, VersionedForm):
    """An entry as it was read."""

    carried = VersionedForm.carried


def answers(entry: DiaryEntry) -> dict[str, Any]:
    """What stands in the form of an entry."""
    names = ("on", "begins", "place", "title", "words", "due_on", "version")
    owner = f"{MEMBER}:{entry.member_id}" if entry.member_id else ""
    return {
        **{name: getattr(entry, name) for name in names},
        "owner": f"{STAFF}:{entry.staff_id}" if entry.staff_id else owner,
        "present": [str(each.member_id) for each in entry.present],
    }


class DiaryFilters(Filters):
    """One kind alone, what is to do, or what was taken out."""

    kind = SelectField(_("Kind"), choices=[ANY, *choices(KINDS)])
    state = SelectField(_("State"), choices=[ANY, *choices(STATES)])


class TaskFilters(Filters):
    mine = CheckboxField(_("Mine, and those of the initiatives I answer for"))
    late = CheckboxField(_("Only overdue"))
