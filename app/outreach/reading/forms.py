"""Codes that were read off a screen."""

import json
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _

from app.core.forms import Form
from app.outreach.deliveries.envelope import Envelope, NoEnvelope, read
from app.outreach.reading.packed import NoCode, envelope_in
from app.ui.fields import LongTextField


class CodesField(LongTextField):
    """Codes, one a line, as they were read: of two blanks in one both belong to it."""

    longest = 200_000
    tidier = staticmethod(lambda value: value or "")


class CodesForm(Form):
    """Sent again it changes nothing: a registration is known by its id."""

    codes = CodesField(
        _("What was read, one code a line"),
        required=True,
        description=_("By the camera, by a scanner, or as text that was sent to you."),
        render_kw={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"},
    )

    @property
    def lines(self) -> list[str]:
        return [line for line in self.codes.data.splitlines() if line.strip()]

    @property
    def envelopes(self) -> list[Envelope]:
        """Of a form that was found right."""
        return [_envelope(line) for line in self.lines]

    def validate_codes(self, _field: wtforms.Field) -> None:
        """All or nothing, so that nobody has to find out which of them went: they are few."""
        wrong = [number for number, line in enumerate(self.lines, 1) if not _is_code(line)]
        if wrong:
            numbers = ", ".join(map(str, wrong))
            message = _(
                "This is no registration, or not all of it: code %(numbers)s. Nothing was sent yet.",
                numbers=numbers,
            )
            raise wtforms.ValidationError(str(message))


def _is_code(line: str) -> bool:
    try:
        _envelope(line)
    except (NoCode, NoEnvelope):
        return False
    return True


def _envelope(line: str) -> Envelope:
    content = envelope_in(line)
    return read(json.dumps(content).encode(), UUID(content["record"]))
