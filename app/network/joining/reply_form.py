"""What is asked of whoever is invited."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form
from app.network.joining.models import Answer
from app.network.joining.operations import Reply
from app.network.joining.wording import ANSWERS, BRINGS
from app.ui.choice_fields import CheckboxesField, RadiosField, choices
from app.ui.fields import LongTextField, TextField


class ReplyForm(Form):
    """What the invited say; nothing but the answer is needed."""

    answer = RadiosField(_("Do you take part?"), required=True, choices=choices(ANSWERS))
    brings = CheckboxesField(_("What could you bring?"), choices=choices(BRINGS))
    words = LongTextField(_("In your own words"), max_length=2_000)
    answered_as = TextField(_("Your name"), render_kw={"autocomplete": "name"})
    reach_at = TextField(
        _("Telephone or e-mail"),
        description=_("If you want to be called."),
        render_kw={"autocomplete": "tel"},
    )

    @property
    def reply(self) -> Reply:
        return Reply(
            Answer(self.answer.data),
            self.brings.data or (),
            self.words.data or "",
            self.answered_as.data or "",
            self.reach_at.data or "",
        )
