"""The words of reminders: in the person's language and in Portuguese, or as one short message."""

from flask_babel import format_date, format_time
from flask_babel import gettext as _

from app.core.i18n import MAIN, offered, speaking
from app.core.mail import Letter, Part, letter
from app.core.texts import said
from app.network.models import Municipality
from app.workshops.planning.models.session import Session


def reminder(session: Session, municipality: Municipality, spoken: str) -> Letter:
    """What takes place, when and where; no name, for others may read the screen."""
    subjects, parts = [], []
    for code in _languages(spoken):
        with speaking(code) as spoken_now:
            facts = _facts(session, code)
            subjects.append(_("Reminder: %(title)s", title=facts["title"]))
            told = [
                _("We remind you of %(title)s.", title=facts["title"]),
                _("%(day)s, from %(starts)s to %(ends)s, at: %(place)s.", **facts),
                _("If you cannot come, please tell us: somebody else may be waiting for the place."),
            ]
            if municipality.desk_phone:
                told.append(_("Telephone: %(number)s", number=municipality.desk_phone))
            foot = _("You get this because you agreed to messages. You can take that back at any time.")
            parts.append(Part(spoken_now, told, foot))
    return letter(subjects, parts)


def short_reminder(session: Session, spoken: str) -> str:
    """The same in one line, in the person's language."""
    code = _languages(spoken)[0]
    with speaking(code):
        return _("%(title)s: %(day)s, %(starts)s, %(place)s.", **_facts(session, code))


def _languages(spoken: str) -> list[str]:
    known = {each.code for each in offered("kiosk")}
    return list(dict.fromkeys([spoken if spoken in known else MAIN, MAIN]))


def _facts(session: Session, code: str) -> dict[str, str]:
    place = session.place
    return {
        "title": said(session.workshop, "title", code).value,
        "day": format_date(session.on, "full"),
        "starts": format_time(session.starts, "short", rebase=False),
        "ends": format_time(session.ends, "short", rebase=False),
        "place": ", ".join(filter(None, (place.name, place.address))) if place else session.place_name,
    }
