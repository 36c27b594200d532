"""How the audit trail speaks of workshops."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "workshop": _("a series"),
        "session": _("a session"),
        "place": _("a room"),
        "enrolment": _("the enrolment of %(whom)s"),
        "workshop_proposal": _("the proposal of %(whom)s"),
    },
    acts={
        "session.reminded": _("Reminders of a session were sent"),
        "session.cancellation_told": _("People were told that a session is cancelled"),
        "session.called": _("%(who)s opened the telephone list of a session"),
        "session.summary_written": _("%(who)s wrote the summary of a session"),
        "session.scan_kept": _("%(who)s kept the signed sheet of a session"),
        "session.heads_counted": _("%(who)s counted the people in a session who are not registered"),
        "session.attendance_noted": _("%(who)s noted whether somebody without a name came to a session"),
        "participant.attendance_noted": _("%(who)s noted whether %(whom)s came to a session"),
        "enrolment.contacts_opened": _("%(who)s opened how to reach %(whom)s"),
        "enrolment.written_to": _("%(whom)s was written to"),
        "enrolment.reached": _("%(who)s reached %(whom)s about a free seat"),
        "enrolment.not_reached": _("%(who)s did not reach %(whom)s about a free seat"),
        "enrolment.extended": _("%(who)s gave %(whom)s more time to answer"),
        "participant.project_sheet_created": _("%(who)s began a project sheet with %(whom)s"),
        "participant.project_sheet_edited": _("%(who)s changed the project sheet of %(whom)s"),
        "participant.certificate_issued": _("%(who)s issued a paper for %(whom)s"),
        "participant.certificate_revoked": _("%(who)s revoked a paper of %(whom)s"),
        "statistics.opened_exact": _("%(who)s opened exact numbers"),
    },
)
