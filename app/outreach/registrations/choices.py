"""What somebody who registers at a session is asked, and what can be chosen: for the page, for what a device
is given before, for the sheet on paper and for lists of partners.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core import clock, i18n
from app.core.i18n import MAIN, Language
from app.core.vocabulary import Value, Words
from app.network.models import Parish
from app.network.queries import get_zone
from app.outreach.registrations import queries
from app.outreach.registrations.queries import OfferedSeries
from app.people.facts import kinds
from app.people.groups import DECLARED
from app.people.notice import texts
from app.people.purposes import Purpose, Wording, purposes
from app.people.wording import GROUPS
from app.skills import snapshot
from app.skills.card_numbers import numbered
from app.skills.snapshot import Catalogue, CompetenceView
from app.ui.languages import language_names
from app.workshops.planning.models.session import Session

MOST_CARDS = 24


@dataclass(frozen=True, slots=True)
class Card:
    """A competence with its picture; `number` is the one by which it is typed from paper."""

    number: int
    competence: CompetenceView

    @property
    def key(self) -> str:
        return self.competence.key

    @property
    def pictogram(self) -> str:
        return self.competence.pictogram


@dataclass(frozen=True, slots=True)
class Asked:
    """A purpose that the person is asked about; `recipient` is the partner's name where it has one."""

    purpose: Purpose
    recipient_id: UUID | None = None
    recipient: str = ""

    @property
    def key(self) -> str:
        return self.purpose.key

    @property
    def version(self) -> str:
        """The wording that is shown."""
        return self.purpose.version

    def wording(self, language: str) -> Wording:
        """The question in a language, in Portuguese where it has none in that."""
        return self.purpose.wording(language).about(self.recipient)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Words are in the language of the page that asked for them; values have theirs in every language.

    `parishes`: the place's own first. `languages` by code: those we write, then the frequent, then all.
    `former` are parishes that exist no more and that an older form may name; `written` are the languages in
    which consent is asked.
    """

    municipality_id: UUID
    session_id: UUID | None
    workshop_id: UUID | None
    today: date
    parishes: Sequence[Parish]
    former: Sequence[Parish]
    languages: Mapping[str, str]
    written: Sequence[Language]
    situations: Mapping[str, Value]
    groups: Mapping[str, str]
    interests: Mapping[str, Value]
    cards: Sequence[Card]
    series: Sequence[OfferedSeries]
    consents: Sequence[Asked]
    notice: Mapping[str, Words]

    @property
    def yes_and_no(self) -> Mapping[str, Words]:
        """Both answers, in every language in which consent is asked."""
        answers = {"yes": _("Yes"), "no": _("No")}
        return {
            answer: {each.code: i18n.text_in(each.code, words) for each in self.written}
            for answer, words in answers.items()
        }

    def consent_language(self, spoken: str) -> str:
        """The language beside Portuguese in which somebody who speaks this one is asked."""
        return spoken if spoken in {each.code for each in self.written} else MAIN


def find_choices(municipality_id: UUID, session: Session | None = None) -> Choices:
    """For a session, or for the municipality where there is none. As many queries, however much there is."""
    today = clock.today(get_zone(municipality_id))
    workshop = session.workshop if session else None
    parishes = queries.list_all_parishes(municipality_id)
    own = session.place.parish_id if session and session.place else None
    standing = [each for each in parishes if _stands(each, today)]
    return Choices(
        municipality_id=municipality_id,
        session_id=session.id if session else None,
        workshop_id=workshop.id if workshop else None,
        today=today,
        parishes=sorted(standing, key=lambda each: each.id != own),
        former=[each for each in parishes if not _stands(each, today)],
        languages=language_names(),
        written=i18n.offered("kiosk"),
        situations=kinds.values_of(kinds.WORK).offered(),
        groups={group: str(GROUPS[group]) for group in DECLARED},
        interests=kinds.values_of(kinds.INTEREST).offered(),
        cards=_cards(snapshot.current()),
        series=queries.list_series(municipality_id, today, but=workshop.id if workshop else None),
        consents=_consents(workshop.organisation_id if workshop else None),
        notice=texts(),
    )


def _stands(parish: Parish, day: date) -> bool:
    begins, ends = parish.valid_from or date.min, parish.valid_until or date.max
    return begins <= day <= ends


def _cards(catalogue: Catalogue) -> list[Card]:
    """The commonest; `keys` is in that order."""
    numbers = {view.id: number for number, view in numbered(catalogue).items()}
    commonest = [view for view in catalogue.keys.values() if not view.is_retired][:MOST_CARDS]
    return [Card(numbers[view.id], view) for view in commonest]


def _consents(holder_id: UUID | None) -> list[Asked]:
    holder = queries.find_holder(holder_id) if holder_id else None
    found = []
    for each in purposes().values():
        if not each.has_recipient:
            found.append(Asked(each))
        elif holder:
            found.append(Asked(each, holder.id, holder.name))
    return found
