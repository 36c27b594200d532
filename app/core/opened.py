"""What stood in a form when it was opened: a mark of each field, carried in the form.

Only by that can be told afterwards what a person typed from what merely stood in the form they sent.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import wtforms
from wtforms import StringField
from wtforms.form import BaseForm
from wtforms.widgets import HiddenInput

BYTES = 6
"""Of a mark: of 10¹⁴ pairs of answers to one question two have the same."""


class OpenedField(StringField):
    """The marks with which a form was opened, also when it is drawn again with something to mend."""

    data: Any
    form: BaseForm
    widget = HiddenInput()

    def _value(self) -> str:
        return str(self.data or " ".join(sorted(mark_of(field) for _label, field in asked(self.form))))

    def holds(self, field: wtforms.Field) -> bool:
        """Whether the field was opened with what stands in it."""
        return mark_of(field) in str(self.data or "").split()

    def renew(self, form: BaseForm) -> None:
        """From now on it counts as opened with what stands in another form."""
        self.form, self.data = form, None


def asked(form: BaseForm, of: str = "") -> Iterator[tuple[str, wtforms.Field]]:
    """The fields that somebody answers, those of forms inside too, with their labels."""
    for field in form:
        label = f"{of}: {field.label.text}" if of else str(field.label.text)
        if isinstance(field, wtforms.FormField):
            yield from asked(field.form, label)
        elif not isinstance(field.widget, HiddenInput):
            yield label, field


def mark_of(field: wtforms.Field) -> str:
    return mark(f"{field.name}\n{answer_of(field)}")


def mark(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=BYTES).hexdigest()


def answer_of(field: wtforms.Field) -> str:
    """What stands in a field, the same whether it was drawn from a row or came back as it was drawn.

    A field for which `data` is not that has an `answer`.
    """
    answer: Any = getattr(field, "answer", field.data)
    return "" if answer is None else str(answer)
