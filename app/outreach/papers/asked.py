"""What a sheet asks, in the order of the tablet: boxes with their signs, in each language of the sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from babel.dates import format_date

from app.core import i18n
from app.core.papers.speaker import Both, Said, Speaker
from app.outreach.papers.signs import signs_of
from app.outreach.registrations.choices import Asked, Choices
from app.people.facts import kinds


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick: the sign that is typed for it, and its words."""

    code: str
    names: Both
    pictogram: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """Everything that can be ticked; `questions` are what is asked only with the person's consent."""

    parishes: Sequence[Option]
    languages: Sequence[Option]
    situations: Sequence[Option]
    interests: Sequence[Option]
    cards: Sequence[Option]
    call: str
    groups: Sequence[Option]
    questions: Sequence[Asked]
    edition: str


def offered_on_paper(choices: Choices, speaker: Speaker) -> Offered:
    """What is offered at a session, as its sheets say it."""
    signs = signs_of(choices)
    parishes = {each.id: each.name for each in choices.parishes}
    views = {each.key: each.competence for each in choices.cards}
    return Offered(
        parishes=[Option(sign, _main(parishes[each])) for sign, each in signs.parishes.items()],
        languages=[
            Option(each.code, (Said(each.name, each.tag, each.direction),)) for each in choices.written
        ],
        situations=_answers(kinds.WORK, signs.situations, speaker),
        interests=_answers(kinds.INTEREST, signs.interests, speaker),
        cards=[
            Option(sign, speaker.named(views[key].name), views[key].pictogram)
            for sign, key in signs.cards.items()
        ],
        call=signs.call,
        groups=[Option(sign, _main(choices.groups[key])) for sign, key in signs.groups.items()],
        questions=choices.consents,
        edition=signs.edition,
    )


def _answers(kind: str, signs: Mapping[str, str], speaker: Speaker) -> list[Option]:
    values = kinds.values_of(kind)
    return [Option(sign, speaker.named(values[key].name)) for sign, key in signs.items()]


def wishes_on_paper(choices: Choices, wished: Sequence[UUID], titles: Mapping[UUID, str]) -> list[Option]:
    """The series that stand on a sheet, with the next day of those that still have one."""
    coming = {each.id: each.next_on for each in choices.series}
    signs = signs_of(choices, wished).wishes
    return [
        Option(sign, _main(_called(titles.get(each, ""), coming.get(each)))) for sign, each in signs.items()
    ]


def _called(title: str, next_on: date | None) -> str:
    locale = i18n.language(i18n.MAIN).locale
    return f"{title} · {format_date(next_on, 'd MMM', locale=locale)}" if next_on else title


def _main(words: str) -> Both:
    spoken = i18n.language(i18n.MAIN)
    return (Said(words, spoken.tag, spoken.direction),)
