"""How the audit trail speaks of network."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "municipality": _("the municipality"),
        "organisation": _("an organisation"),
        "local_holiday": _("a local holiday"),
        "notice": _("a call from the kiosk"),
        "parish": _("the list of parishes"),
        "protocol": _("a protocol"),
        "document_template": _("a template of agreements"),
        "grant_request": _("a grant"),
        "grant_payment": _("a payment of a grant"),
    },
    acts={
        "notice.raised": _("Somebody called from the kiosk"),
        "notice.withdrawn": _("The call from the kiosk was taken back"),
        "protocol.signed": _("%(who)s set down a protocol as signed"),
        "protocol.renewed": _("%(who)s renewed a protocol"),
        "protocol.renewal_taken_back": _("%(who)s took back the renewal of a protocol"),
        "protocol.party_added": _("%(who)s added a party to a protocol"),
        "protocol.party_changed": _("%(who)s changed what is noted of a party to a protocol"),
        "protocol.party_removed": _("%(who)s took a party out of a protocol"),
        "protocol.party_put_back": _("%(who)s put a party back into a protocol"),
        "protocol.obligation_added": _("%(who)s added an obligation to a protocol"),
        "protocol.obligation_changed": _("%(who)s changed an obligation of a protocol"),
        "protocol.obligation_done": _("%(who)s noted an obligation of a protocol as done"),
        "protocol.obligation_undone": _(
            "%(who)s noted that an obligation of a protocol is not done after all"
        ),
        "protocol.obligation_removed": _("%(who)s took an obligation out of a protocol"),
        "protocol.obligation_put_back": _("%(who)s put an obligation back into a protocol"),
        "protocol.paper_added": _("%(who)s added a paper to a protocol"),
        "protocol.paper_removed": _("%(who)s took a paper out of a protocol"),
        "protocol.paper_put_back": _("%(who)s put a paper back into a protocol"),
        "protocol.drafted": _("%(who)s began the text of a protocol"),
        "protocol.clause_added": _("%(who)s added a clause to a protocol"),
        "protocol.clause_changed": _("%(who)s changed a clause of a protocol"),
        "protocol.clause_moved": _("%(who)s moved a clause of a protocol"),
        "protocol.clause_removed": _("%(who)s took a clause out of a protocol"),
        "protocol.clause_put_back": _("%(who)s put a clause back into a protocol"),
        "document_template.removed": _("%(who)s took a template of agreements out of use"),
        "document_template.put_back": _("%(who)s put a template of agreements back into use"),
        "grant_request.asked": _("%(who)s noted what a grant is asked for"),
        "grant_request.judged": _("%(who)s noted the opinion on a grant"),
        "grant_request.granted": _("%(who)s set down a grant as granted"),
        "grant_request.refused": _("%(who)s set down a grant as refused"),
        "grant_request.paid": _("%(who)s set down a grant as paid"),
        "grant_request.reported": _("%(who)s set down a grant as accounted for"),
        "grant_request.withdrawn": _("%(who)s set down a grant as withdrawn"),
        "grant_payment.paid": _("%(who)s noted a payment of a grant"),
        "grant_payment.reversed": _("%(who)s evened out a payment of a grant"),
    },
)
