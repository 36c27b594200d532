"""The kinds of entries in words and icons, and what each asks."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.initiatives.diary.models import EntryKind

KINDS: dict[str, Any] = {
    EntryKind.NOTE.value: _("Note"),
    EntryKind.MEETING.value: _("Meeting"),
    EntryKind.DECISION.value: _("Decision"),
    EntryKind.DOCUMENT.value: _("Document"),
    EntryKind.TASK.value: _("Task"),
}
ICONS = {
    EntryKind.NOTE.value: "pencil",
    EntryKind.MEETING.value: "users",
    EntryKind.DECISION.value: "check",
    EntryKind.DOCUMENT.value: "file-text",
    EntryKind.TASK.value: "clipboard-pen",
}
NEW: dict[str, Any] = {
    EntryKind.NOTE.value: _("New note"),
    EntryKind.MEETING.value: _("New meeting"),
    EntryKind.DECISION.value: _("New decision"),
    EntryKind.DOCUMENT.value: _("New document"),
    EntryKind.TASK.value: _("New task"),
}
CHANGE: dict[str, Any] = {
    EntryKind.NOTE.value: _("Change the note"),
    EntryKind.MEETING.value: _("Change the meeting"),
    EntryKind.DECISION.value: _("Change the decision"),
    EntryKind.DOCUMENT.value: _("Change the document"),
    EntryKind.TASK.value: _("Change the task"),
}
ASKED: dict[str, frozenset[str]] = {
    EntryKind.NOTE.value: frozenset({"on"}),
    EntryKind.MEETING.value: frozenset({"on", "begins", "place", "present"}),
    EntryKind.DECISION.value: frozenset({"on", "present"}),
    EntryKind.DOCUMENT.value: frozenset({"on", "upload"}),
    EntryKind.TASK.value: frozenset({"owner", "due_on"}),
}
"""What is asked of a kind beside its title and words."""
