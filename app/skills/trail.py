"""How the audit trail speaks of skills."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "inventory": _("a list of what somebody can do"),
        "inventory_entry": _("a line of the list of %(whom)s"),
    },
    acts={
        "entry.answered": _("%(who)s answered a card in the list of %(whom)s"),
        "entry.described": _("%(who)s described a competence of %(whom)s"),
        "entry.said": _("%(who)s added something to the list of %(whom)s in own words"),
        "entry.linked": _("%(who)s linked words of %(whom)s to a competence"),
        "entry.evidence": _("%(who)s noted how a competence of %(whom)s shows"),
        "entry.level": _("%(who)s changed the level of a competence of %(whom)s"),
        "entry.put_back": _("%(who)s put a competence back into the list of %(whom)s"),
        "entry.removed": _("%(who)s removed a competence of %(whom)s"),
        "learning.wished": _("%(who)s noted what %(whom)s would like to learn"),
        "learning.taken_back": _("%(who)s noted that %(whom)s would not like to learn something any more"),
        "inventory_entry.evidenced": _("%(who)s noted how a competence of %(whom)s shows"),
        "inventory_entry.confirmed": _("%(who)s agreed with a competence of %(whom)s"),
        "inventory_entry.declared": _("%(who)s put a competence of %(whom)s back to what was said"),
        "inventory.code_refused": _("A code was wrong"),
        "inventory.opened_by_code": _("Somebody opened their list at the kiosk with their code"),
        "inventory.opened_without_code": _("%(who)s opened a list whose code was lost"),
        "retention.applied": _("Lists that nobody received were erased, as their time was over"),
    },
)
