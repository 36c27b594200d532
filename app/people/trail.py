"""How the audit trail speaks of people."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "participant": _("the record of %(whom)s"),
        "consent": _("a consent of %(whom)s"),
    },
    acts={
        "participant.said_not_same": _("%(who)s said that %(whom)s is not the person of a similar record"),
        "participant.maybe_same": _("%(who)s said that %(whom)s may be the person of a similar record"),
        "participant.opened": _("%(who)s opened the record of %(whom)s, and said why"),
        "participant.found_by_phone": _("%(who)s found %(whom)s by a telephone number"),
        "participant.contact_noted": _("%(who)s noted a meeting or call with %(whom)s"),
        "participant.contact_taken_back": _(
            "%(who)s took back what was noted of a meeting or call with %(whom)s"
        ),
        "participant.exported": _("%(who)s gave %(whom)s their data"),
        "participant.identifier_noted": _("%(who)s noted a number of %(whom)s"),
        "participant.identifier_removed": _("%(who)s removed a number of %(whom)s"),
        "participant.identifier_restored": _("%(who)s put back a number of %(whom)s that they had removed"),
        "participant.identifiers_opened": _("%(who)s opened the numbers of %(whom)s"),
        "participant.found_by_identifier": _("%(who)s found %(whom)s by a number"),
        "participant.sought_by_identifier": _("%(who)s looked for somebody by a number"),
        "participant.created": _("%(who)s registered %(whom)s"),
        "participant.edited": _("%(who)s changed the record of %(whom)s"),
        "participant.facts_noted": _("%(who)s noted facts about %(whom)s"),
        "participant.facts_withdrawn": _("%(who)s took back facts about %(whom)s, as wrong"),
        "participant.facts_restored": _("%(who)s let facts about %(whom)s count again"),
        "participant.inventory_moved_away": _("%(who)s took a list from %(whom)s, as it was somebody else’s"),
        "participant.inventory_received": _("%(who)s received a list for %(whom)s"),
        "participant.verified": _("%(who)s confirmed %(whom)s as somebody new"),
        "participant.recognised": _("%(who)s recognised %(whom)s in a name that was not confirmed yet"),
        "participant.merged": _("%(who)s merged another record into that of %(whom)s"),
        "participant.merge_undone": _("%(who)s parted the record of %(whom)s from another one again"),
        "participant.kept": _("%(who)s kept the record of %(whom)s, after a long time without activity"),
        "participant.contact_added": _("%(who)s added a contact of %(whom)s"),
        "participant.contact_removed": _("%(who)s removed a contact of %(whom)s"),
        "participant.contacts_opened": _("%(who)s opened the contacts of %(whom)s"),
        "participant.sealed": _("%(who)s sealed the record of %(whom)s"),
        "participant.unsealed": _("%(who)s ended the protection of %(whom)s"),
        "participant.opened_sealed": _("%(who)s opened the protected page of %(whom)s"),
        "participant.named_again": _("The name of %(whom)s stood in a list again"),
        "participant.team_joined": _("%(who)s added somebody to the support team of %(whom)s"),
        "participant.team_left": _("%(who)s took somebody out of the support team of %(whom)s"),
        "participant.held": _("%(who)s noted a duty to keep the data of %(whom)s"),
        "participant.hold_lifted": _("%(who)s ended a duty to keep the data of %(whom)s"),
        "participant.restricted": _("%(who)s limited the use of the data of %(whom)s"),
        "participant.unrestricted": _("%(who)s let the data of %(whom)s be used again"),
        "participant.erasure_announced": _("%(who)s announced to %(whom)s that their data will be erased"),
        "participant.erased": _("%(who)s erased the data of %(whom)s"),
        "participant.household_changed": _("%(who)s noted with whom %(whom)s lives"),
        "participant.enrolled": _("%(who)s enrolled %(whom)s"),
        "participants.exported": _("%(who)s took away a list of participants as a file"),
        "consent.given": _("%(who)s noted what %(whom)s agreed to"),
        "consent.refused": _("%(who)s noted that %(whom)s said no"),
        "consent.withdrawn": _("%(who)s noted that %(whom)s took an agreement back"),
    },
)
