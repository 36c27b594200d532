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
        "partner_link": _("a link for a partner"),
        "partner_invitation": _("an invitation to the partnership"),
        "meeting": _("a meeting"),
        "agenda_item": _("an item of an agenda"),
        "invitee": _("somebody invited to a meeting"),
        "resolution": _("a decision of a meeting"),
        "dissent": _("a dissent in minutes"),
        "minutes_correction": _("a correction of minutes"),
        "body_rule": _("the quorum of a body"),
    },
    acts={
        "meeting.convened": _("%(who)s convened a meeting, or put it back to convened"),
        "meeting.held": _(
            "%(who)s noted that a meeting took place, or put its minutes back to being written"
        ),
        "meeting.approved": _("%(who)s noted that minutes are approved"),
        "meeting.cancellation_mailed": _("%(who)s told by e-mail that a meeting does not take place"),
        "agenda_item.moved": _("%(who)s moved an item of an agenda"),
        "agenda_item.noted": _("%(who)s wrote in minutes"),
        "invitee.noted": _("%(who)s noted who was at a meeting"),
        "invitee.answered": _("%(who)s noted the answer to an invitation"),
        "resolution.closed": _("%(who)s noted that a decision is done"),
        "resolution.reopened": _("%(who)s noted that a decision is not done after all"),
        "partner_link.mailed": _("%(who)s mailed a link to a partner"),
        "partner_link.reminded": _("%(who)s reminded a partner of a link"),
        "partner_link.printed": _("%(who)s printed a link for a partner"),
        "partner_link.answered": _("%(who)s answered"),
        "partner_invitation.taken": _("%(who)s took over what a party answered to its invitation"),
        "partner_invitation.closed": _("%(who)s closed an invitation to the partnership"),
        "party_merge.created": _("%(who)s merged two organisations into one"),
        "party_merge.undone": _("%(who)s undid the merge of two organisations"),
        "notice.raised": _("Somebody called from the kiosk"),
        "notice.withdrawn": _("The call from the kiosk was taken back"),
    },
)
