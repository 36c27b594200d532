"""Messages to people who agreed to them: by mail or, without an address, as one short message.

In the person's language and in Portuguese. No name is in them, for others may read the screen; so everybody
who speaks a language gets the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask_babel import gettext as _

from app.core import mail, sms
from app.core.i18n import MAIN, offered, speaking
from app.core.mail import Letter, Part, letter
from app.core.phones import is_mobile
from app.network.models import Municipality
from app.people.contacts import ContactKind
from app.people.models import Participant

MAIL, SMS = "mail", "sms"
"""How a message leaves."""


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


@dataclass(frozen=True, slots=True)
class Left:
    """A message that was queued: mail or sms, and its job."""

    how: str
    job_id: UUID


def way_to(person: Participant) -> tuple[str, str] | None:
    """How somebody can be written to, and where: by mail, else to a mobile; None where neither is there."""
    addresses = [each.value for each in person.contact_points if each.kind == ContactKind.EMAIL]
    if addresses and mail.is_configured():
        return MAIL, addresses[-1]
    mobile = next((each.key for each in person.contact_points if is_mobile(each.key)), None)
    return (SMS, mobile) if mobile and sms.is_configured() else None


def write_to(person: Participant, notice: Notice, job_id: UUID | None = None) -> Left | None:
    """Queue it; None where nothing leads to the person. That they agreed is asked before."""
    match way_to(person):
        case (how, to) if how == MAIL:
            said = notice.letter(person.language)
            queued = mail.queue(to=to, subject=said.subject, text=said.text, html=said.html, job_id=job_id)
            return Left(MAIL, queued)
        case (_, to):
            where = notice.municipality
            text = notice.short(person.language)
            text_id = sms.queue(to=to, text=text, municipality_id=where.id, zone=where.zone, job_id=job_id)
            return Left(SMS, text_id) if text_id else None
    return None


def _cut(title: str, over: int) -> str:
    """A title that is so many letters too long. Three full stops are in every alphabet of short messages."""
    return title[: max(0, len(title) - over - 3)].rstrip() + "..."


def _telephone(municipality: Municipality) -> list[str]:
    number = municipality.desk_phone
    return [_("Telephone: %(number)s", number=number)] if number else []


def _languages(spoken: str) -> list[str]:
    known = {each.code for each in offered("kiosk")}
    return list(dict.fromkeys([spoken if spoken in known else MAIN, MAIN]))
