"""How the audit trail speaks of accounts."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "authenticator_app": _("an app that shows codes"),
        "passkey": _("a passkey"),
        "factor_requirement": _("that a role needs a second factor"),
        "staff_discipline": _("the field of a colleague"),
        "staff": _("an account"),
        "staff_session": _("a session"),
        "membership": _("somebody’s role"),
        "invitation": _("an invitation"),
    },
    acts={
        "staff.recovery_codes_renewed": _("%(who)s made new recovery codes"),
        "staff.factor_refused": _("A second factor was refused"),
        "staff.linked_to_directory": _("%(who)s came in through the directory for the first time"),
        "staff.factors_reset": _("%(who)s removed the second factor of a colleague"),
        "factor_requirement.begun": _("%(who)s decided that a role needs a second factor"),
        "factor_requirement.ended": _("%(who)s decided that a role needs no second factor any more"),
        "staff_discipline.added": _("%(who)s noted in which field a colleague is qualified"),
        "staff_discipline.ended": _("%(who)s ended the field of a colleague"),
        "session.opened": _("%(who)s signed in"),
        "session.refused": _("A sign-in was refused"),
        "session.ended": _("%(who)s signed out, or ended a session"),
        "session.switched": _("%(who)s went over to another municipality"),
        "staff.password_changed": _("%(who)s changed their password"),
        "staff.password_link_made": _("%(who)s made a link for a new password"),
        "staff.password_set_by_link": _("%(who)s set a new password by a link"),
        "membership.added": _("%(who)s gave somebody a role"),
        "membership.ended": _("%(who)s ended somebody’s role"),
        "staff.suspended": _("%(who)s suspended an account"),
        "staff.reinstated": _("%(who)s reinstated an account"),
    },
)
