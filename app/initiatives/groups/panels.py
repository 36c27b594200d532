"""What groups show of an initiative on its page, and what of them waits on the front page."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask_babel import ngettext

from app.core import clock
from app.core.actor import Actor
from app.core.feature import Area, Panel, Waiting
from app.core.lines import Lines
from app.core.machine import last_transition
from app.core.permission import Permission
from app.core.staff import staff_names
from app.initiatives.groups import queries
from app.initiatives.groups.checklist import gate_of, passages_of
from app.initiatives.groups.gates import items
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative, Member, MemberState, Stage
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.shares import Balance, balance_of
from app.initiatives.groups.states import CLOSE_REASONS, PAUSE_REASONS, STAGES
from app.initiatives.groups.tracing import from_opportunity, from_series, from_sheet, origins_of
from app.initiatives.groups.wording import BACKER_ROLES
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.opportunities.wording import WEIGHTS
from app.network.parties.queries import organisation_names
from app.network.queries import get_zone, parish_name
from app.skills.queries.catalogue import catalogue
from app.skills.scales import LEVEL_WORDS
from app.workshops.planning.kinds import with_project_sheets
from app.workshops.planning.models.series import Workshop
from app.workshops.projects.models import ProjectSheet


def of_initiative(actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """Its gate, who belongs to it, what it is, what it takes, who stands behind it."""
    writes = {"initiative": initiative, "may_write": may_write(actor, initiative)}
    members = queries.members_of(initiative.id, with_former=True)
    passages = passages_of(initiative.id)
    names = staff_names({initiative.answerable_id, *(each.passed_by for each in passages)})
    if initiative.state in {Stage.PAUSED, Stage.CLOSED}:
        yield Panel(Area.ABOVE, 10, "initiatives/groups/_rests.html", {**writes, **_rest(initiative)})
    if gate := gate_of(initiative, clock.today(get_zone(initiative.municipality_id)), members):
        yield Panel(Area.MAIN, 10, "initiatives/groups/_gate.html", {**writes, "gate": gate})
    who = _members(actor, initiative, members)
    yield Panel(Area.MAIN, 20, "initiatives/groups/_members.html", {**writes, **who})
    about = _about(actor, initiative)
    yield Panel(Area.BESIDE, 10, "initiatives/groups/_about.html", {**writes, **about, "names": names})
    yield Panel(Area.BESIDE, 20, "initiatives/groups/_needs.html", {**writes, **_needs(initiative)})
    yield Panel(Area.BESIDE, 30, "initiatives/groups/_backers.html", {**writes, **_backers(initiative)})
    if passages:
        told = {"passages": passages, "names": names, "asked": items()}
        yield Panel(Area.BESIDE, 90, "initiatives/groups/_passages.html", told)


def _rest(initiative: Initiative) -> dict[str, object]:
    last = last_transition(initiative)
    reasons = CLOSE_REASONS if initiative.state == Stage.CLOSED else PAUSE_REASONS
    reason = last.reason if last else ""
    return {"why": reasons.get(reason, ""), "note": last.note if last else ""}


def _members(actor: Actor, initiative: Initiative, members: Sequence[Member]) -> dict[str, object]:
    return {
        "members": [each for each in members if each.state in queries.BELONGING],
        "former": [each for each in members if each.state not in queries.BELONGING],
        "names": queries.member_names(actor, members),
        "may_open": actor.may(Permission.PARTICIPANT_READ, initiative.municipality_id),
        "balance": _balance(initiative, members),
    }


def _balance(initiative: Initiative, members: Sequence[Member]) -> Balance | None:
    """What the shares of those who take part come to; None where nobody's is said or asked for."""
    found = balance_of([each.share for each in members if each.state == MemberState.ACTIVE])
    kind = kinds().get(initiative.kind)
    return found if found.is_asked or (kind is not None and kind.has_shares) else None


def _about(actor: Actor, initiative: Initiative) -> dict[str, object]:
    return {
        "parish": parish_name(initiative.parish_id),
        "origins": origins_of(actor, initiative),
    }


def _needs(initiative: Initiative) -> dict[str, object]:
    views = catalogue().several(each.competence_id for each in initiative.needs)
    return {
        "needs": [
            (each, views[each.competence_id]) for each in initiative.needs if each.competence_id in views
        ],
        "levels": LEVEL_WORDS,
        "weights": WEIGHTS,
    }


def _backers(initiative: Initiative) -> dict[str, object]:
    backers = queries.backers_of(initiative.id)
    return {
        "backers": backers,
        "names": organisation_names(each.organisation_id for each in backers),
        "roles": BACKER_ROLES,
    }


def of_opportunity(actor: Actor, opportunity: Opportunity) -> Iterator[Panel]:
    """The initiatives that it led to, and how another could begin."""
    if not actor.may(Permission.INITIATIVE_READ, opportunity.municipality_id):
        return
    links = from_opportunity(actor, opportunity.id)
    is_open = opportunity.state in {OpportunityState.OPEN, OpportunityState.SERVED}
    may = is_open and actor.may(Permission.INITIATIVE_WRITE, opportunity.municipality_id)
    if links or may:
        origin = {"opportunity": opportunity.id}
        context = {"links": links, "origin": origin, "may_write": may}
        yield Panel(Area.BESIDE, 50, "initiatives/groups/_of_origin.html", context)


def of_sheet(actor: Actor, sheet: ProjectSheet) -> Iterator[Panel]:
    """What began of the way that was chosen, or how it could begin."""
    links = from_sheet(actor, sheet.id)
    may = actor.may(Permission.INITIATIVE_WRITE, sheet.municipality_id)
    if links or (may and sheet.chosen is not None):
        context = {"links": links, "sheet_id": sheet.id, "may_write": may}
        yield Panel(Area.ABOVE, 10, "initiatives/groups/_of_sheet.html", context)


def of_series(actor: Actor, workshop: Workshop, read: Lines) -> Iterator[Panel]:
    """The initiatives that came from a series, and how another could."""
    links = from_series(read)
    may = actor.may(Permission.INITIATIVE_WRITE, workshop.municipality_id)
    if links or (may and workshop.kind in with_project_sheets()):
        context = {"links": links, "origin": {"workshop": workshop.id}, "may_write": may}
        yield Panel(Area.BESIDE, 50, "initiatives/groups/_of_origin.html", context)


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """Gates before which all is done, and pauses that are over, for whoever changes initiatives."""
    if actor.may(Permission.INITIATIVE_WRITE):
        yield Waiting(queries.ready_for_gate(actor, STAGES[:-1]), _ready, "initiatives.board")
        paused = {"state": Stage.PAUSED.value}
        yield Waiting(queries.pauses_over(actor, today), _paused, "initiatives.index", paused)


def _ready(count: int) -> str:
    return ngettext(
        "%(num)d initiative with everything done before its next gate",
        "%(num)d initiatives with everything done before their next gate",
        count,
    )


def _paused(count: int) -> str:
    return ngettext(
        "%(num)d initiative whose pause is over", "%(num)d initiatives whose pause is over", count
    )
