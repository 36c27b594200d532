"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
        "team": _("a proposed team"),
        "team_search": _("a search for a team"),
        "team_place": _("a place of %(whom)s in a proposed team"),
    },
    acts={
        "team.formed": _("%(who)s began a group with those of a proposed team who accepted"),
        "team.invited": _("%(who)s invited a proposed team"),
        "team.printed": _("%(who)s printed the table of a proposed team"),
        "team_place.gone": _("%(whom)s may not be proposed any more, and is in no proposed team"),
        "team_place.invited": _("%(who)s invited %(whom)s to a proposed team"),
        "team_place.printed": _("%(who)s printed the invitation of %(whom)s to a proposed team"),
        "team_place.written_to": _("%(who)s sent %(whom)s an invitation to a proposed team"),
        "team_search.solved": _("%(who)s looked for a team"),
    },
)
