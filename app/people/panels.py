"""What people show on a person's page and on the front page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.feature import Area, Link, Panel, Waiting
from app.core.lines import WHOSE, Line, Lines, lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Moment
from app.network.queries import get_zone
from app.people import openings
from app.people.contact_notes import panels as contacts
from app.people.contact_notes.queries import lines_of as lines_of_contacts
from app.people.day import day_of
from app.people.facts import words
from app.people.facts.held import held_on, said
from app.people.facts.kinds import LANGUAGE
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.groups import GROUP, groups_of
from app.people.likely_pairs import likely_pairs_to_decide
from app.people.merging.reasons import reasons
from app.people.models import Consent, Merge, Participant, SupportTeamMember
from app.people.purposes import purposes
from app.people.rights.queries import restriction_of
from app.people.rights.words import RESTRICTION_REASONS
from app.people.wording import GROUPS

CONSENT, TEAM, MERGE = "consent", "team", "merge"
SHOWN = 5
"""So many of those who opened a record stand on the page; its history has all."""


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """What they agreed to, who works with them, who opened their record, what was merged into it, and what
    came of contacts.
    """
    return _lines() if actor.may(Permission.PARTICIPANT_READ, person.municipality_id) else ()


@cache
def _lines() -> Sequence[Select[Any]]:
    given = lines(
        CONSENT,
        Consent.id,
        Consent.given_at,
        by=Consent.taken_by,
        what=Consent.purpose,
        until=Consent.withdrawn_at,
        other=Consent.withdrawn_to,
    )
    member = SupportTeamMember
    team = lines(TEAM, member.id, member.since, by=member.staff_id).where(member.participant_id == WHOSE)
    why = {"by": Merge.by, "what": Merge.reason, "words": Merge.gone_name, "until": Merge.undone_at}
    merges = lines(MERGE, Merge.id, Merge.at, **why).where(Merge.kept_id == WHOSE)
    given = given.where(Consent.participant_id == WHOSE)
    return given, team, merges, openings.lines_of(), *lines_of_contacts()


def about(actor: Actor, person: Participant, read: Lines) -> AboutPerson:
    """Their record, contacts, consents and team, who opened the record, and what happened."""
    may_change = actor.may(Permission.PARTICIPANT_WRITE, person.municipality_id)
    noted, today = list_facts(person.id), clock.today(get_zone(person.municipality_id))
    namings = openings.list_namings(person) if person.is_sealed else ()
    panels = [
        *_beside(actor, person, read),
        _known(noted, today, may_change=may_change),
        *contacts.appointment(read, today, may_change=may_change),
    ]
    if person.is_sealed:
        panels.append(Panel(Area.ABOVE, 10, "people/_protected.html", {"namings": namings}))
    if person.is_restricted:
        resting = {"restriction": restriction_of(person.id), "reasons": RESTRICTION_REASONS}
        panels.append(Panel(Area.ABOVE, 12, "people/rights/_restricted.html", resting))
    happened = [
        *moments(person, read[CONSENT], i18n.current().code),
        *_of_facts(person, noted),
        *contacts.moments(person, read, may_change=may_change),
        *(_of_merge(person, merge) for merge in read[MERGE]),
    ]
    staff = [naming.by for naming in namings]
    return AboutPerson(panels, happened, staff, [*contacts.acts(actor, person)])


def _known(noted: Sequence[Fact], today: date, *, may_change: bool) -> Panel:
    held = held_on(noted, today)
    known = {
        "facts": [fact for (kind, _key), fact in held.items() if kind not in {GROUP, LANGUAGE}],
        "groups": [(GROUPS[group], is_told) for group, is_told in groups_of(said(held), today.year).items()],
        "words": words,
        "may_change": may_change,
    }
    return Panel(Area.BESIDE, 15, "people/_facts.html", known)


def _beside(actor: Actor, person: Participant, read: Lines) -> Iterator[Panel]:
    """The record itself, what they agreed to, the team, and for the team who opened the record."""
    may = partial(actor.may, municipality_id=person.municipality_id)
    may_change, may_seal = may(Permission.PARTICIPANT_WRITE), may(Permission.PARTICIPANT_SEAL)
    record = {
        "may_contact": may(Permission.CONTACT_READ),
        "may_identify": may(Permission.IDENTIFIER_USE),
        "may_export": may(Permission.PARTICIPANT_EXPORT),
        "may_seal": may_seal,
        "may_decide": may(Permission.PARTICIPANT_RIGHTS),
        "may_merge": may_change,
    }
    yield Panel(Area.BESIDE, 10, "people/_record.html", record)
    agreed = {
        "consents": [each for each in read[CONSENT] if each.until is None],
        "purposes": purposes(),
        "may_change": may(Permission.CONSENT_WRITE),
    }
    yield Panel(Area.BESIDE, 20, "people/_consents.html", agreed)
    team = read[TEAM][::-1]
    is_member = any(member.by == actor.id for member in team)
    work = {
        "team": team,
        "may_change": may_change,
        "may_join": may_change and not (is_member or person.is_sealed),
        "self": actor.id,
    }
    yield Panel(Area.BESIDE, 50, "people/_team.html", work)
    if read[openings.OPENED] and (is_member or may_seal):
        shown = [openings.readable(each) for each in read[openings.OPENED][:SHOWN]]
        latest = {"openings": shown, "reasons": openings.reasons()}
        yield Panel(Area.BESIDE, 55, "people/_openings.html", latest)


def moments(person: Participant, consents: Sequence[Line], language: str) -> list[Moment]:
    """Registered; agreed, and no longer agreeing."""
    registered = Moment(person.created_at, _("Registered"), person.created_by)
    return [registered, *(moment for consent in consents for moment in _of_consent(consent, language))]


def _of_consent(consent: Line, language: str) -> Iterator[Moment]:
    title = purposes()[consent.what].wording(language).title
    yield Moment(consent.at, _("Agreed"), consent.by, title)
    if consent.until:
        yield Moment(consent.until, _("No longer agrees"), consent.other, title)


def _of_facts(person: Participant, noted: Iterable[Fact]) -> Iterator[Moment]:
    """What was noted after the registration, and what turned out to be wrong."""
    for fact in noted:
        said = f"{words.what(fact)}: {words.answer(fact)}"
        if fact.noted_at > person.created_at:
            yield Moment(fact.noted_at, _("Noted"), fact.noted_by, said)
        if fact.withdrawn_at:
            yield Moment(fact.withdrawn_at, _("It was wrong"), fact.withdrawn_by, said)


def _of_merge(person: Participant, merge: Line) -> Moment:
    """With which record, why, and the way to part them again."""
    if merge.until:
        return Moment(merge.at, _("Merged with another record, which was undone"), merge.by)
    way = {"participant_id": person.id, "merge_id": merge.id}
    link = Link(_("See what was merged, or undo it"), "people.show_merge", way)
    title = _("Merged with the record of %(name)s", name=merge.words)
    return Moment(merge.at, title, merge.by, reasons()[merge.what], link)


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Two records of one person, perhaps."""
    if actor.may(Permission.PARTICIPANT_WRITE):
        yield Waiting(likely_pairs_to_decide(actor), _pairs, "people.duplicates")


def _pairs(count: int) -> str:
    return ngettext(
        "%(num)d person who perhaps stands twice", "%(num)d people who perhaps stand twice", count
    )


def front(actor: Actor, today: date, at_most: int) -> Iterator[Panel]:
    """The appointments of today with the actor, and those of which nobody said yet what came of them; then
    the people whose team the actor is on, who are the day's work of whoever leads no sessions.
    """
    if not actor.may(Permission.PARTICIPANT_READ):
        return
    day = day_of(actor, today, at_most + 1)
    found, people = day.appointments, day.people
    booked = {"appointments": found[:at_most], "has_more": len(found) > at_most, "today": today}
    yield Panel(Area.MAIN, 15, "people/_appointments.html", booked, not found)
    area = Area.BESIDE if actor.may(Permission.ATTENDANCE_WRITE) else Area.MAIN
    context = {"people": people[:at_most], "has_more": len(people) > at_most}
    yield Panel(area, 5, "people/_own_people.html", context, not people)
