"""How the programme works in a municipality, told to everybody: drawn from what is there.

The same for the page and the paper, in one language at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_time
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.i18n import Language, speaking
from app.core.papers.speaker import Said, Speaker
from app.core.texts import Text
from app.directory.slots.queries import slots_of_week
from app.kiosk.queries import kiosks_of
from app.network.desk import on_paper
from app.network.models import Municipality
from app.network.parties.attached import PartnerRole
from app.network.parties.public import PublicPartner, public_partners
from app.people.retention import idle_months
from app.workshops.enrolments.queries.public import PublicWorkshop, kinds_held, list_public
from app.workshops.reports.queries.beginnings import days_to_first_session

A_YEAR = timedelta(days=365)
FEW = 3
"""Series of a kind that are told with their next day; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name, what is said of it, and what belongs to it."""

    name: Said
    words: str = ""
    rows: Sequence["Row"] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """`steps`: one after the other, and numbered."""

    key: str
    title: str
    sentences: Sequence[str] = ()
    rows: Sequence[Row] = ()
    steps: Sequence[str] = ()


def told(municipality: Municipality, code: str) -> list[Section]:
    """All that is told, in the language of a code; as many sections, rows and steps in each language."""
    today = clock.today(municipality.zone)
    anybody = Actor(municipality_id=municipality.id)
    with speaking(code) as spoken:
        offered = list_public(anybody, language=code, today=today)
        return [
            _what_it_is(municipality),
            _what_runs(offered, kinds_held(anybody, today - A_YEAR, language=code), spoken),
            _who_takes_part(public_partners(municipality.id, today)),
            _where(municipality, today, spoken),
            _how_to_send(municipality),
            _what_then(offered, days_to_first_session(anybody, today - A_YEAR)),
        ]


def _what_it_is(municipality: Municipality) -> Section:
    place = municipality.name
    sentences = [
        _("In %(place)s the programme helps people who have no work to find their own way.", place=place),
        _("It begins with what somebody can do, wherever that was learnt: at work, at home, with others."),
        _("It is free. Nobody has to take part, and saying no changes nothing in benefits."),
    ]
    return Section("what", _("What it is"), sentences)


def _what_runs(
    offered: Sequence[PublicWorkshop], held: Sequence[tuple[Text, int]], spoken: Language
) -> Section:
    """By kind: what is open with its next day, and what was held in the last year."""
    by_kind: dict[Text, list[PublicWorkshop]] = {}
    for each in offered:
        by_kind.setdefault(each.kind, []).append(each)
    times = dict(held)
    rows = []
    for kind in dict.fromkeys([*by_kind, *times]):
        series = by_kind.get(kind, [])
        said = [_open(len(series))] if series else []
        said += [_held(times[kind])] if kind in times else []
        ahead = [_ahead(each, spoken) for each in series[:FEW]]
        rows.append(Row(Said.of(kind), ", ".join(said), ahead))
    nothing = [_("Nothing is announced at the moment. The desk knows what comes next.")]
    return Section("runs", _("What there is"), [] if rows else nothing, rows)


def _open(count: int) -> str:
    return ngettext("%(num)d announced", "%(num)d announced", count)


def _held(count: int) -> str:
    return ngettext(
        "%(num)d session held in the last twelve months",
        "%(num)d sessions held in the last twelve months",
        count,
    )


def _ahead(series: PublicWorkshop, spoken: Language) -> Row:
    following = series.next
    assert following  # only series with a session ahead are listed
    when = format_date(following.on, "full", locale=spoken.locale)
    hour = format_time(following.starts, "short", locale=spoken.locale)
    words = _("%(day)s, %(hour)s, %(place)s", day=when, hour=hour, place=following.place)
    return Row(Said.of(series.title), words)


def _who_takes_part(partners: Sequence[PublicPartner]) -> Section:
    rows = [
        Row(
            _as_written(each.name),
            _ROLES[each.role](),
            [Row(_as_written(name), function) for name, function in each.contacts],
        )
        for each in partners
    ]
    return Section("who", _("Who takes part"), rows=rows)


_ROLES = {
    PartnerRole.CENTRAL: lambda: _("central entity: receives, guides, recognises what people know"),
    PartnerRole.LOCAL: lambda: _("runs a project workshop"),
    PartnerRole.SUPPORT: lambda: _("supports the programme"),
}


def _where(municipality: Municipality, today: date, spoken: Language) -> Section:
    """The desk, the kiosks, and which partners are there in the next days."""
    speaker = Speaker(spoken.code)
    sentences = [each.text for (each,) in on_paper(municipality, speaker)]
    rows = [
        Row(_as_written(name), ", ".join(filter(None, (_("a kiosk where one can begin"), place))))
        for name, place in kiosks_of(municipality.id)
    ]
    for each in slots_of_week(municipality.id, today):
        day = format_date(each.starts.date(), "full", locale=spoken.locale)
        hours = " – ".join(format_time(at, "short", locale=spoken.locale) for at in (each.starts, each.ends))
        topic = Row(Said.of(each.topic(spoken.code)))
        rows.append(Row(_as_written(each.organisation), f"{day}, {hours}", [topic]))
    return Section("where", _("Where it is"), sentences, rows)


def _how_to_send(municipality: Municipality) -> Section:
    sentences = [
        _("Ask the person first: nobody is sent who does not want to come."),
        _("Nothing has to be brought: no papers, no appointment, no letter."),
        _("They come to the desk while it is open, alone or with you."),
    ]
    if municipality.desk_phone:
        sentences.append(_("Or you call the desk together, with the person beside you."))
    sentences.append(_("At a kiosk they can begin alone, without a name, in their own language."))
    return Section("send", _("How to send somebody"), steps=sentences)


def _what_then(offered: Sequence[PublicWorkshop], days: int | None) -> Section:
    def steps() -> Iterator[str]:
        yield _("Somebody listens, and notes with the person what they can do and what they want.")
        yield _("Together they choose what fits.")
        if offered:
            yield _open_now(len(offered))
        if days is not None:
            yield ngettext(
                "From signing up to the first session it took %(num)d day on average in the last year.",
                "From signing up to the first session it took %(num)d days on average in the last year.",
                days,
            )
        yield _("You hear how it went only if the person wants you to.")
        yield ngettext(
            "After %(num)d month without contact the team decides whether the data is still needed.",
            "After %(num)d months without contact the team decides whether the data is still needed.",
            idle_months(),
        )

    return Section("then", _("What happens then"), steps=list(steps()))


def _open_now(count: int) -> str:
    return ngettext(
        "At the moment there is %(num)d workshop to choose from.",
        "At the moment there are %(num)d workshops to choose from.",
        count,
    )


def _as_written(words: str) -> Said:
    """A name is in the language in which the office wrote it."""
    return Said.of(Text(words, i18n.MAIN))
