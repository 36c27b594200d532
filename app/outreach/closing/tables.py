"""What came of a session in words: the same tables for the page and the paper."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from app.core.disclosure import Published, Shown, Teller, crowd
from app.outreach.closing.queries import asked_in
from app.people.facts import kinds
from app.workshops.planning.models.session import Session
from app.workshops.reports.queries.activity import parish_names
from app.workshops.reports.report import Report
from app.workshops.reports.tables import HEADS, PEOPLE, Row, Section, count, people_sections, row


def tables(session: Session, report: Report, teller: Teller) -> list[Section]:
    """Who was reached, by what is known of them, and what they asked for; what is all zero stays away."""
    reached = [row(PEOPLE, count(report.people)), row(HEADS, count(report.heads))]
    asked = asked_in(session)
    interests, wishes = _told(asked.interests, teller), _told(asked.wishes, teller)
    names = kinds.offered(kinds.INTEREST, kept=interests)
    found = [
        Section(str(_("People reached")), reached),
        *people_sections(report, parish_names(report)),
        Section(str(_("What they asked for")), _rows({names[key]: interests[key] for key in interests})),
        Section(str(_("Wishes for other series")), _rows(wishes)),
    ]
    return [each for each in found if each.rows]


def _told(found: Mapping[str, set[int]], teller: Teller) -> dict[str, Published]:
    return {key: teller.people(crowd(people)) for key, people in found.items()}


def _rows(numbers: Mapping[str, Shown]) -> list[Row]:
    """The most asked for first; nothing that is told as none."""
    often = sorted(numbers.items(), key=lambda each: (-(each[1] or 0), each[0]))
    return [row(name, count(number)) for name, number in often if number]
