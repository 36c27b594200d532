"""What is asked before a declaration for a visit is issued, and the code by which one is checked."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form, TypedForm
from app.ui.choice_fields import DateField
from app.ui.fields import TextField
from app.ui.time_field import TimeField


class VisitForm(Form):
    """When somebody was here, and what for."""

    on = DateField(_("Day"), required=True)
    starts = TimeField(_("From"), required=True)
    ends = TimeField(_("Until"), required=True)
    title = TextField(
        _("What for"),
        max_length=120,
        description=_("For example “Apoio à procura de emprego”. Nothing about health or family."),
    )


class CodeForm(TypedForm):
    """The code of a paper, as somebody typed it."""

    class Meta:
        csrf = False

    code = TextField(
        _("Verification code"),
        max_length=40,
        description=_("Twelve letters and digits at the foot of the paper, such as 7KQM-3XDP-9TRA."),
    )
