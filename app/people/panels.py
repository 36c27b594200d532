"""What people show on a person's page and on the front page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from flask_babel import lazy_gettext as _

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.feature import AboutPerson, Area, Link, Moment, Panel
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.facts import words
from app.people.facts.held import held_on, said
from app.people.facts.kinds import LANGUAGE
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.groups import GROUP, groups_of
from app.people.merging.reasons import reasons
from app.people.models import Consent, Merge, Participant
from app.people.openings import list_namings
from app.people.purposes import purposes
from app.people.queries import list_consents, list_own_people, list_team
from app.people.wording import GROUPS


def about(actor: Actor, person: Participant) -> AboutPerson:
    """Their record, consents and team, and since when."""
    may = partial(actor.may, municipality_id=person.municipality_id)
    consents, team = list_consents(actor, person), list_team(actor, person)
    noted, today = list_facts(person.id), clock.today(get_zone(person.municipality_id))
    held = held_on(noted, today)
    known = {
        "facts": [fact for (kind, _key), fact in held.items() if kind not in {GROUP, LANGUAGE}],
        "groups": [(GROUPS[group], is_told) for group, is_told in groups_of(said(held), today.year).items()],
        "words": words,
        "may_change": may(Permission.PARTICIPANT_WRITE),
    }
    record = {
        "may_contact": may(Permission.CONTACT_READ),
        "may_seal": may(Permission.PARTICIPANT_SEAL),
        "may_merge": may(Permission.PARTICIPANT_WRITE),
    }
    agreed = {
        "consents": [each for each in consents if each.is_active],
        "purposes": purposes(),
        "may_change": may(Permission.CONSENT_WRITE),
    }
    work = {"team": team, "may_change": may(Permission.PARTICIPANT_WRITE)}
    panels = [
        Panel(Area.BESIDE, 10, "people/_record.html", record),
        Panel(Area.BESIDE, 15, "people/_facts.html", known),
        Panel(Area.BESIDE, 20, "people/_consents.html", agreed),
        Panel(Area.BESIDE, 50, "people/_team.html", work),
    ]
    namings = list_namings(person) if person.is_sealed else ()
    if person.is_sealed:
        panels.append(Panel(Area.ABOVE, 10, "people/_protected.html", {"namings": namings}))
    staff = [*(member.staff_id for member in team), *(naming.by for naming in namings)]
    staff += [by for fact in noted for by in (fact.noted_by, fact.withdrawn_by) if by]
    happened = [*moments(person, consents, i18n.current().code), *_of_facts(person, noted)]
    happened += [moment for merge in person.merges for moment in _of_merge(merge)]
    return AboutPerson(panels, happened, staff)


def moments(person: Participant, consents: Sequence[Consent], language: str) -> list[Moment]:
    """Registered; agreed, and no longer agreeing."""
    registered = Moment(person.created_at, _("Registered"), person.created_by)
    return [registered, *(moment for consent in consents for moment in _of_consent(consent, language))]


def _of_consent(consent: Consent, language: str) -> Iterator[Moment]:
    title = purposes()[consent.purpose].wording(language).title
    yield Moment(consent.given_at, _("Agreed"), consent.taken_by, title)
    if consent.withdrawn_at:
        yield Moment(consent.withdrawn_at, _("No longer agrees"), consent.withdrawn_to, title)


def _of_facts(person: Participant, noted: Iterable[Fact]) -> Iterator[Moment]:
    """What was noted after the registration, and what turned out to be wrong."""
    for fact in noted:
        said = f"{words.what(fact)}: {words.answer(fact)}"
        if fact.noted_at > person.created_at:
            yield Moment(fact.noted_at, _("Noted"), fact.noted_by, said)
        if fact.withdrawn_at:
            yield Moment(fact.withdrawn_at, _("It was wrong"), fact.withdrawn_by, said)


def _of_merge(merge: Merge) -> Iterator[Moment]:
    """With which record, why, and the way to part them again."""
    if merge.is_undone:
        yield Moment(merge.at, _("Merged with another record, which was undone"), merge.by)
        return
    reason = reasons()[merge.reason]
    way = {"participant_id": merge.kept_id, "merge_id": merge.id}
    link = Link(_("See what was merged, or undo it"), "people.show_merge", way)
    title = _("Merged with the record of %(name)s", name=merge.gone_name)
    yield Moment(merge.at, title, merge.by, reason, link)


def front(actor: Actor, _today: date, at_most: int) -> Iterator[Panel]:
    """The people whose support team the actor is on, and which of them stood in a list again.

    They are the day's work of whoever leads no sessions.
    """
    if actor.may(Permission.PARTICIPANT_READ):
        people = list_own_people(actor, at_most + 1)
        area = Area.BESIDE if actor.may(Permission.ATTENDANCE_WRITE) else Area.MAIN
        context = {"people": people[:at_most], "has_more": len(people) > at_most}
        yield Panel(area, 5, "people/_own_people.html", context, not people)
