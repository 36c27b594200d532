"""Two who changed one row: the second sees both versions beside each other, and decides.

    except StaleRecord:
        show_both(form, _edit_form(place))
return respond("…/place.html", status=form.status, form=form, place=place)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from wtforms.form import BaseForm
from wtforms.widgets import HiddenInput

from app.core.forms import VersionedForm
from app.ui.upload_field import UploadField
from app.ui.wording import short_day


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same in both, in words."""

    label: str
    stored: str
    typed: str


def show_both(typed: VersionedForm, stored: VersionedForm) -> None:
    """Put what is stored now beside what was typed; the macro `form_for` draws it above the fields.

    `stored` is the same form made anew from the row. What is sent next counts as written on that version.
    """
    typed.both = differences(stored, typed)
    typed.version.data, typed.version.raw_data = stored.version.object_data, None


def differences(stored: BaseForm, typed: BaseForm) -> list[Difference]:
    """What was typed and is stored otherwise.

    `stored` is the same form made anew with the record as `data` after the record was read once more; that it
    read the request too does not matter. A field may have words of its own for a value: `said(value)`.
    """
    pairs = zip(_asked(stored), _asked(typed), strict=True)
    found = (_compared(old, new) for old, new in pairs)
    return [each for every in found for each in every if each.stored != each.typed]


def _asked(form: BaseForm) -> Iterator[wtforms.Field]:
    for field in form:
        if not isinstance(field.widget, HiddenInput) and not isinstance(field, UploadField):
            yield field


def _compared(old: wtforms.Field, new: wtforms.Field) -> list[Difference]:
    old.process(None, old.object_data)
    label = str(new.label.text)
    if isinstance(new, wtforms.FormField):
        inner = differences(old.form, new.form)
        return [Difference(f"{label}: {each.label}", each.stored, each.typed) for each in inner]
    return [Difference(label, _words(old, _names(old)), _words(new, {**_names(old), **_names(new)}))]


def _names(field: wtforms.Field) -> Mapping[str, str]:
    """The answers offered, by value; none where anything can be written."""
    choices = getattr(field, "choices", None) or ()
    return {str(each.value): str(each.label) for each in choices}


def _words(field: wtforms.Field, names: Mapping[str, str]) -> str:
    value: Any = field.data
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, list | tuple):
        chosen = {str(each) for each in value}
        return ", ".join(sorted(names.get(each, each) for each in chosen))
    said = getattr(field, "said", None)
    return str(said(value) if said else names.get(str(value), str(value)))
