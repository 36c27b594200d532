"""How answers to an invitation are said: also to whoever gives one, in their own language."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.network.meetings.models.meeting import Answer

ANSWERS: dict[str, Any] = {
    Answer.COMES.value: _("Comes"),
    Answer.REPRESENTED.value: _("Will be represented"),
    Answer.DOES_NOT.value: _("Does not come"),
}
