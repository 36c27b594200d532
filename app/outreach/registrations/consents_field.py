"""The questions about consent as one field: yes or no to each, and to which words.

Names of the inputs: <name>-<purpose> is yes or no, -<purpose>-wording the version that was shown and
-<purpose>-recipient with whom is to be shared.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.outreach.registrations.told import Answer
from app.people.purposes import Purpose, purposes
from app.ui.choice_fields import NOT_OFFERED

YES, NO = "yes", "no"
WORDS_LOST: Any = _(
    "Please ask this once more: with the answer came no words that we know, so nobody could say later what "
    "was agreed to."
)


class ConsentsField(wtforms.Field):  # type: ignore[misc]  # untyped
    """`chosen` is what was answered, by purpose; what was not asked is missing. `recipients` are those with
    whom somebody can be asked to share.
    """

    chosen: Mapping[str, str]
    recipients: Collection[UUID] = frozenset()
    _sent: Mapping[str, str]

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        wrong = [key for key, answer in self.chosen.items() if self._problem(purposes()[key], answer)]
        return f"{self.id}-{(wrong or list(purposes()))[0]}-{YES}"

    def process(self, formdata: Any, *arguments: Any, **options: Any) -> None:
        """The inputs have names of their own."""
        super().process(None, *arguments, **options)
        sent = {} if formdata is None else formdata
        self._sent = {key: sent.get(key, "") for key in sent if key.startswith(f"{self.name}-")}
        answered = {key: self._sent.get(f"{self.name}-{key}", "") for key in purposes()}
        self.chosen = {key: answer for key, answer in answered.items() if answer}

    def pre_validate(self, _form: BaseForm) -> None:
        for key, answer in self.chosen.items():
            if problem := self._problem(purposes()[key], answer):
                raise ValidationError(str(problem))

    def answers(self, how: str) -> tuple[Answer, ...]:
        """What was said, all of it in one way; after validation."""
        return tuple(
            Answer(
                purpose=key,
                is_given=answer == YES,
                wording=self._of(key, "wording"),
                how=how,
                recipient_id=_as_id(self._of(key, "recipient")),
            )
            for key, answer in self.chosen.items()
        )

    def _problem(self, purpose: Purpose, answer: str) -> Any:
        if answer not in {YES, NO}:
            return NOT_OFFERED
        recipient = _as_id(self._of(purpose.key, "recipient"))
        fits = recipient in self.recipients if purpose.has_recipient else recipient is None
        is_known = self._of(purpose.key, "wording") in purpose.versions
        return None if is_known and fits else WORDS_LOST

    def _of(self, key: str, what: str) -> str:
        return self._sent.get(f"{self.name}-{key}-{what}", "")


def _as_id(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None
