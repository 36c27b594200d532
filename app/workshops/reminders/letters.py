"""The words of messages about series: no name is in them, for others may read the screen."""

from collections.abc import Sequence

from flask_babel import format_date, format_time
from flask_babel import gettext as _

from app.core.texts import said
from app.network.models import Municipality
from app.people.messages import Notice, Words
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session


def reminder(session: Session, municipality: Municipality) -> Notice:
    """What takes place, when and where."""

    def words(code: str) -> Words:
        facts = _facts(session, code)
        told = [
            _("We remind you of %(title)s.", title=facts["title"]),
            _("%(day)s, from %(starts)s to %(ends)s, at: %(place)s.", **facts),
            _("If you cannot come, please tell us: somebody else may be waiting for the place."),
        ]

        def short(title: str) -> str:
            return _("%(title)s: %(day)s, %(starts)s, %(place)s.", **{**facts, "title": title})

        return Words(facts["title"], _("Reminder: %(title)s", title=facts["title"]), told, short)

    return Notice(municipality, words)


def offer(workshop: Workshop, first: Session | None, municipality: Municipality) -> Notice:
    """That a place became free and is kept; `first` is the next session, where there is one."""

    def words(code: str) -> Words:
        title = said(workshop, "title", code).value
        told = [_("A place became free in %(title)s. It is kept for you.", title=title)]
        if first:
            told.append(_("The next meeting: %(day)s, %(starts)s, at: %(place)s.", **_facts(first, code)))
        told.append(_("Please tell us soon whether you want it, at the desk or by telephone."))

        def short(title: str) -> str:
            return _("A place became free in %(title)s. Do you want it? Please tell us.", title=title)

        return Words(title, _("A place for you: %(title)s", title=title), told, short)

    return Notice(municipality, words)


def session_cancellation(session: Session, municipality: Municipality) -> Notice:
    """That one session does not take place."""

    def words(code: str) -> Words:
        facts = _facts(session, code)
        told = [
            _("This meeting of %(title)s does not take place:", title=facts["title"]),
            _("%(day)s, from %(starts)s to %(ends)s, at: %(place)s.", **facts),
            _("Please do not come on that day. You keep your place for the other meetings."),
        ]

        def short(title: str) -> str:
            said_of = {**facts, "title": title}
            return _("%(title)s on %(day)s, %(starts)s, is cancelled. Please do not come.", **said_of)

        return Words(facts["title"], _("Session cancelled: %(title)s", title=facts["title"]), told, short)

    return Notice(municipality, words)


def series_cancellation(
    workshop: Workshop, sessions: Sequence[Session], municipality: Municipality
) -> Notice:
    """That a series does not take place, with its days that were still to come."""

    def words(code: str) -> Words:
        title = said(workshop, "title", code).value
        told = [_("%(title)s does not take place any more.", title=title)]
        if sessions:
            days = "; ".join(format_date(each.on, "full") for each in sessions)
            told.append(_("Please do not come on these days: %(days)s.", days=days))

        def short(title: str) -> str:
            return _("%(title)s does not take place any more. Please do not come.", title=title)

        return Words(title, _("Activity cancelled: %(title)s", title=title), told, short)

    return Notice(municipality, words)


def _facts(session: Session, code: str) -> dict[str, str]:
    place = session.place
    return {
        "title": said(session.workshop, "title", code).value,
        "day": format_date(session.on, "full"),
        "starts": format_time(session.starts, "short", rebase=False),
        "ends": format_time(session.ends, "short", rebase=False),
        "place": ", ".join(filter(None, (place.name, place.address))) if place else session.place_name,
    }
