"""Two who changed one row: of what the second sent, what they typed is told from what they found.

    except StaleRecord:
        show_both(form, _edit_form(place))
return respond("…/place.html", status=form.status, form=form, place=place)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _

from app.core.forms import OpenedForm, VersionedForm
from app.core.opened import answer_of, asked
from app.ui.upload_field import UploadField
from app.ui.wording import short_day


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that both changed, and not to the same, in words. `where`: the id of its first box."""

    label: str
    where: str
    stored: str
    typed: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What two made of one row: fields that both changed, and labels of those that only one of them did."""

    both: list[Difference] = field(default_factory=list)
    mine: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)


def show_both(typed: VersionedForm, stored: VersionedForm) -> None:
    """Tell apart who changed what; the macro `form_for` says it above the fields. What is sent next counts as
    written on the version that is stored now.
    """
    typed.both = compare(typed, stored)
    typed.version.data, typed.version.raw_data = stored.version.object_data, None


def compare(typed: OpenedForm, stored: OpenedForm) -> Versions:
    """Who changed what; a field that the person left as they found it takes what is stored now.

    `stored` is the same form made anew after what it is about was read once more; that it read the request
    too does not matter.
    """
    versions = Versions()
    now = {each.name: each for _label, each in asked(stored)}
    for each in now.values():
        _draw(each, each.object_data)
    for label, mine in asked(typed):
        theirs, words = now.get(mine.name), typed.labels.get(mine.name, label)
        if isinstance(mine, UploadField) and mine.data is not None:
            mine.ask_again()
        if theirs is None or answer_of(theirs) == answer_of(mine):
            continue
        if typed.opened.holds(mine):
            versions.theirs.append(words)
            _take(mine, theirs)
        elif typed.opened.holds(theirs):
            versions.mine.append(words)
        else:
            versions.both.append(_difference(words, theirs, mine))
    typed.opened.renew(stored)
    return versions


def _take(mine: wtforms.Field, theirs: wtforms.Field) -> None:
    if isinstance(mine, wtforms.SelectField):
        mine.choices = theirs.choices
    _draw(mine, theirs.object_data)


def _draw(each: wtforms.Field, value: Any) -> None:
    """As if nothing had been sent."""
    each.raw_data = None
    each.process(None, value)


def _difference(label: str, theirs: wtforms.Field, mine: wtforms.Field) -> Difference:
    names = _names(theirs)
    typed = _words(mine, {**names, **_names(mine)})
    return Difference(label, getattr(mine, "first_id", mine.id), _words(theirs, names), typed)


def _names(field: wtforms.Field) -> Mapping[str, str]:
    """The answers offered, by value; none where anything can be written."""
    choices = getattr(field, "choices", None) or ()
    return {str(each.value): str(each.label) for each in choices}


def _words(field: wtforms.Field, names: Mapping[str, str]) -> str:
    """A field may have words of its own for a value: `said(value)`."""
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
