"""The words of messages: in the person's language and in Portuguese, or as one short message.

No name is in them, for others may read the screen; so everybody who speaks a language gets the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask_babel import format_date, format_time
from flask_babel import gettext as _

from app.core import sms
from app.core.i18n import MAIN, offered, speaking
from app.core.mail import Letter, Part, letter
from app.core.texts import said
from app.network.models import Municipality
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session


@dataclass(frozen=True, slots=True)
class Words:
    """What is told in one language: at length, and as one short message, given a title that may be cut."""

    title: str
    subject: str
    paragraphs: Sequence[str]
    short: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that several people are told; `words` gives them in a language, by its code."""

    municipality: Municipality
    words: Callable[[str], Words]
    _letters: dict[str, Letter] = field(default_factory=dict)

    def letter(self, spoken: str) -> Letter:
        """For somebody who speaks a language."""
        codes = _languages(spoken)
        if codes[0] not in self._letters:
            self._letters[codes[0]] = self._written(codes)
        return self._letters[codes[0]]

    def short(self, spoken: str) -> str:
        """The same in one line, in the person's language: from whom, what, and where to ask.

        What is too long is the title.
        """
        code = _languages(spoken)[0]
        with speaking(code):
            words = self.words(code)
            whole = self._line(words, words.title)
            over = len(whole) - sms.LONGEST
            return whole if over <= 0 else self._line(words, _cut(words.title, over))

    def _line(self, words: Words, title: str) -> str:
        told = f"{self.municipality.name} - {words.short(title)}"
        return " ".join([told, *_telephone(self.municipality)])

    def _written(self, codes: Sequence[str]) -> Letter:
        subjects, parts = [], []
        for code in codes:
            with speaking(code) as spoken_now:
                words = self.words(code)
                told = [*words.paragraphs, *_telephone(self.municipality)]
                foot = _("You get this because you agreed to messages. You can take that back at any time.")
                subjects.append(words.subject)
                parts.append(Part(spoken_now, told, foot))
        return letter(subjects, parts)


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


def _cut(title: str, over: int) -> str:
    """A title that is so many letters too long. Three full stops are in every alphabet of short messages."""
    return title[: max(0, len(title) - over - 3)].rstrip() + "..."


def _telephone(municipality: Municipality) -> list[str]:
    number = municipality.desk_phone
    return [_("Telephone: %(number)s", number=number)] if number else []


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
