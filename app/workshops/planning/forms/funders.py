"""One heading of the papers of a series."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form
from app.ui.fields import TextField
from app.ui.upload_field import UploadField


class FunderForm(Form):
    heading = TextField(_("Heading"), required=True, description=_("As the funding rules want it on papers."))
    logo = UploadField(_("Logo"), accept=(".png", ".jpg"), description=_("PNG or JPEG."))
