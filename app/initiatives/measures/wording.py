"""Measures in words: their kinds, and by which icon each is known."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.initiatives.measures.models import MeasureKind

KINDS: Mapping[str, Any] = {
    MeasureKind.COURSE: _("Course or workshop"),
    MeasureKind.LICENCE: _("Licence"),
    MeasureKind.TRANSPORT: _("Transport"),
    MeasureKind.CHILD_CARE: _("Child care"),
    MeasureKind.OTHER: _("Other help"),
}
