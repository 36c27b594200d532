"""Questions of which one answer counts, such as a place to choose or to write: none is dropped in silence.

What was given just now counts; two that were given now, or one that means nothing beside another, are
refused in words.
"""

from typing import Any

import wtforms
from flask_babel import gettext as _

from app.core.forms import OpenedForm


def only_one(form: OpenedForm, chosen: wtforms.Field, written: wtforms.Field) -> bool:
    """Empties the one that only stood there; False, and an error at the written one, where both are new."""
    if not (chosen.data and written.data):
        return True
    now = [each for each in (chosen, written) if not form.opened.holds(each)]
    if len(now) != 1:
        written.errors = [_("Please choose from the list or write it here, not both.")]
        return False
    idle: Any = written if now[0] is chosen else chosen
    idle.data = None if idle is chosen else ""
    return True


def goes_with(form: OpenedForm, field: wtforms.Field, answer: wtforms.SelectField) -> bool:
    """False, and an error at the field, where it was filled in now beside an answer it means nothing to."""
    if not field.data or form.opened.holds(field):
        return True
    names = {str(each.value): str(each.label) for each in answer.choices or ()}
    said = names.get(str(answer.data), str(answer.data))
    field.errors = [_("This does not go with “%(answer)s”: please change one of the two.", answer=said)]
    return False
