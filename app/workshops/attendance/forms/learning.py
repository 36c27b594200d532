"""Agreeing with a person on what they learnt."""

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import TapForm
from app.skills.scales import LEVEL_WORDS
from app.ui.choice_fields import SelectField, choices


class LearntForm(TapForm):
    """One competence: how well, agreed on together."""

    entry_id = wtforms.HiddenField()
    level = SelectField(
        _("How well"),
        required=True,
        choices=[SelectChoice("", _("Not said")), *choices(LEVEL_WORDS)],
    )
