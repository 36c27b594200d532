"""How the audit trail speaks of network."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "municipality": _("the municipality"),
        "organisation": _("an organisation"),
        "organisation_reach": _("a municipality in which an organisation works"),
        "partnership_role": _("a role in the programme"),
        "party_contact": _("a contact person of an organisation"),
        "party_contribution": _("what an organisation brings"),
        "party_member": _("a member of a body"),
        "party_merge": _("the merge of two organisations"),
        "party_name": _("another name of an organisation"),
        "party_parish": _("a parish that an organisation serves"),
        "local_holiday": _("a local holiday"),
        "notice": _("a call from the kiosk"),
        "parish": _("the list of parishes"),
    },
    acts={
        "party_merge.created": _("%(who)s merged two organisations into one"),
        "party_merge.undone": _("%(who)s undid the merge of two organisations"),
        "notice.raised": _("Somebody called from the kiosk"),
        "notice.withdrawn": _("The call from the kiosk was taken back"),
    },
)
