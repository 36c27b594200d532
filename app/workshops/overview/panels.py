"""What workshops show on a person's page, and what of them waits for somebody on the front page."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext

from app.core.actor import Actor
from app.core.feature import Area, Link, Panel, Unfinished, Waiting
from app.core.lines import Lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Act
from app.people.models import Participant
from app.workshops.attendance.queries.attendance import ToFillIn, list_to_fill_in
from app.workshops.attendance.queries.learning import learning_to_confirm
from app.workshops.attendance.queries.session_record import list_to_count
from app.workshops.confirming.queries import names_to_verify
from app.workshops.enrolments.queries.enrolments import offers_to_decide
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.overview.moments import ENROLLED, moments
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.permissions import may_change, may_count
from app.workshops.planning.queries.calendar import sessions_between
from app.workshops.planning.queries.series import count_series
from app.workshops.projects.queries import count_first_steps
from app.workshops.proposals.queries import proposals_to_answer
from app.workshops.reminders.queries import CANCELLED, calls_to_make, cancelled_to_tell
from app.workshops.reports.queries.activity import period_report
from app.workshops.reports.tables import sections


def about(actor: Actor, person: Participant, read: Lines) -> AboutPerson:
    """The series they are in, what became of it, and whether somebody still has to see who they are."""
    enrols = actor.may(Permission.ENROLMENT_WRITE, person.municipality_id)
    panels = []
    if person.is_unverified:
        panels.append(Panel(Area.ABOVE, 20, "workshops/_unverified_notice.html", {"may_verify": enrols}))
    if not enrols:
        return AboutPerson(panels)
    context = {
        "enrolments": read[ENROLLED],
        "states": ENROLMENT,
        "may_open_sheets": actor.may(Permission.INVENTORY_CLAIM, person.municipality_id),
    }
    panels.append(Panel(Area.BESIDE, 40, "workshops/_of_person.html", context))
    whose = {"participant_id": person.id}
    acts = [Act(20, Link(lazy_gettext("Enrol in a series"), "workshops.enrol_person", whose), "calendar")]
    if context["may_open_sheets"]:
        acts.append(Act(30, Link(lazy_gettext("What fits"), "workshops.propose", whose), "sparkles"))
    return AboutPerson(panels, list(moments(read)), acts=acts)


def front(actor: Actor, today: date, _at_most: int) -> Iterator[Panel]:
    """The sessions of the day and the programme at a glance, each for whom it is for."""
    if actor.may(Permission.WORKSHOP_READ):
        yield _day(actor, today)
    if actor.may(Permission.STATISTICS_READ):
        area = Area.BESIDE if actor.may(Permission.PARTICIPANT_READ) else Area.MAIN
        yield Panel(area, 1, "workshops/_glance_asked.html")


def _day(actor: Actor, today: date) -> Panel:
    """One's own sessions first. `own`: the series of today that the actor leads, or their organisation hosts;
    `counted`: those at which they count who came, `noted`: at which they note it by name.
    """
    sessions = [each for each in sessions_between(actor, today, today) if not each.is_cancelled]
    series = {each.workshop_id: each.workshop for each in sessions}
    own = {key for key, each in series.items() if _is_own(actor, each)}
    sessions.sort(key=lambda each: (each.workshop_id not in own, each.starts))
    by_name = actor.may(Permission.ATTENDANCE_WRITE)
    noted = {key for key, each in series.items() if by_name and each.enrols}
    counted = {key for key, each in series.items() if key not in noted and may_count(actor, each)}
    context = {"sessions": sessions, "own": own, "noted": noted, "counted": counted}
    area = Area.MAIN if actor.may(Permission.HEADCOUNT_WRITE) else Area.BESIDE
    return Panel(area, 10, "workshops/_day.html", context, not sessions)


def _is_own(actor: Actor, workshop: Workshop) -> bool:
    is_of_host = not actor.may(Permission.WORKSHOP_WRITE) and may_change(actor, workshop)
    return is_of_host or actor.id in workshop.leader_ids


def glance(actor: Actor, today: date) -> Mapping[str, Any]:
    """The month so far in the figures of the report, and what the programme offers now."""
    report = period_report(actor, today.year, f"month-{today.month}").report
    return {"month": today, "figures": sections(report)[0].rows, "series": count_series(actor)}


def unfinished(actor: Actor, at_most: int) -> list[Unfinished]:
    """Sessions that are over and not filled in; of a partner's own, those where nobody counted who came."""
    if actor.may(Permission.ATTENDANCE_WRITE):
        return [_unfinished(each) for each in list_to_fill_in(actor, at_most=at_most)]
    return [_uncounted(each) for each in list_to_count(actor, at_most=at_most)]


def _unfinished(found: ToFillIn) -> Unfinished:
    if not found.session.workshop.enrols:
        return _uncounted(found.session)
    note = gettext("was it held?")
    if found.missing:
        note = ngettext(
            "attendance of %(num)d person not filled in",
            "attendance of %(num)d people not filled in",
            found.missing,
        )
    link = Link(lazy_gettext("Fill in"), "workshops.note_session", {"workshop_session_id": found.session.id})
    return Unfinished(found.session.workshop.title, found.session.on, note, link)


def _uncounted(session: Session) -> Unfinished:
    link = Link(lazy_gettext("Count heads"), "workshops.count_heads", {"workshop_session_id": session.id})
    return Unfinished(session.workshop.title, session.on, gettext("how many came?"), link)


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """What waits for a decision of somebody in the current municipality; nothing the actor may not decide."""
    if actor.may(Permission.ENROLMENT_WRITE):
        yield Waiting(offers_to_decide(actor), _offers, "workshops.waiting_list")
        yield Waiting(calls_to_make(actor, today + timedelta(days=1)), _calls, "workshops.calls")
        cancelled = {"first": CANCELLED}
        yield Waiting(cancelled_to_tell(actor, today), _untold, "workshops.calls", cancelled)
        yield Waiting(names_to_verify(actor), _names, "workshops.unverified")
    if actor.may(Permission.WORKSHOP_WRITE):
        yield Waiting(proposals_to_answer(actor), _proposals, "workshops.proposals")
    if actor.may(Permission.INVENTORY_CONFIRM):
        yield Waiting(learning_to_confirm(actor), _learning, "workshops.learning")
    if actor.may(Permission.INVENTORY_CLAIM):
        yield Waiting(count_first_steps(actor, today), _steps, "workshops.coming_steps")


def _offers(count: int) -> str:
    return ngettext(
        "%(num)d person on a waiting list to call or decide about",
        "%(num)d people on waiting lists to call or decide about",
        count,
    )


def _calls(count: int) -> str:
    return ngettext(
        "%(num)d call to make about the sessions of tomorrow",
        "%(num)d calls to make about the sessions of tomorrow",
        count,
    )


def _untold(count: int) -> str:
    return ngettext(
        "%(num)d person to tell that a session does not take place",
        "%(num)d people to tell that a session does not take place",
        count,
    )


def _names(count: int) -> str:
    return ngettext(
        "%(num)d name to compare with who is known",
        "%(num)d names to compare with who is known",
        count,
    )


def _proposals(count: int) -> str:
    return ngettext(
        "%(num)d person offers to hold a session", "%(num)d people offer to hold a session", count
    )


def _steps(count: int) -> str:
    return ngettext(
        "%(num)d first step of somebody you work with, agreed for these days",
        "%(num)d first steps of people you work with, agreed for these days",
        count,
    )


def _learning(count: int) -> str:
    return ngettext(
        "%(num)d competence shown in a workshop to confirm",
        "%(num)d competences shown in workshops to confirm",
        count,
    )
