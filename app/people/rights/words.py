"""How reasons to keep, to leave alone and to erase are said on screen."""

from typing import Any

from flask_babel import lazy_gettext as _

HOLD_REASONS: dict[str, Any] = {
    "funded_operation": _("Papers of a funded operation that auditors may ask for"),
    "court": _("A court, the police or an inquiry"),
    "complaint": _("A complaint or an appeal that is not decided"),
    "other_law": _("Another duty by law"),
}
RESTRICTION_REASONS: dict[str, Any] = {
    "accuracy": _("The person says that something is wrong, and it is being looked at"),
    "unlawful": _("It should not have been kept, and the person wants it left alone rather than erased"),
    "claims": _("The person needs it to defend a right"),
    "objection": _("The person objected to its use, and that is being decided"),
}
ASKED_BY: dict[str, Any] = {
    "person": _("The person"),
    "representative": _("Whoever represents the person"),
    "authority": _("An authority"),
}
ERASURE_REASONS: dict[str, Any] = {
    "asked_by_person": _("The person asked for it"),
    "by_mistake": _("The record was made by mistake"),
    "no_longer_needed": _("It is no longer needed"),
    "ordered": _("An authority ordered it"),
}
WRITTEN: dict[str, Any] = {
    "mail": _("By a mail that leaves from here now"),
    "sms": _("By a short message that leaves from here now"),
}
TOLD_HOW: dict[str, Any] = {
    "mail": _("By a mail from here"),
    "sms": _("By a short message from here"),
    "letter": _("By letter"),
    "phone": _("By telephone"),
    "message": _("By mail or message"),
    "in_person": _("In person"),
    "not_reached": _("Nobody could be reached"),
}
