"""How somebody who was invited answered."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

LINK, CODE = "link", "code"
OWN: Mapping[str, Any] = {LINK: _("By the link"), CODE: _("At the kiosk")}
"""By themselves."""
NOTED: Mapping[str, Any] = {
    "desk": _("At the desk"),
    "phone": _("On the telephone"),
    "paper": _("On the slip"),
}
"""To somebody who noted it."""
WAYS: Mapping[str, Any] = {**OWN, **NOTED}
