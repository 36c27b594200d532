"""An opportunity from its draft to its end; no change of it is lost that somebody else made."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock, machine, records, text
from app.core.actor import SYSTEM, Actor
from app.core.db import db
from app.core.errors import Conflict, IllegalTransition, NotFound
from app.core.permission import Permission
from app.initiatives.opportunities.models import Opportunity, Origin
from app.initiatives.opportunities.models import OpportunityState as S
from app.initiatives.opportunities.needs import Need, add_need, demand_seats, drop_need, needs_of, put_needs
from app.initiatives.opportunities.permissions import demand_edit, demand_proposing
from app.initiatives.opportunities.states import DAY_OVER, OPPORTUNITY
from app.initiatives.opportunities.told import Ended, ended
from app.network.models import Parish
from app.network.parties.queries import get_offered_organisation
from app.network.queries import get_zone, list_municipalities


class DayIsOver(Conflict):
    """Its last day has passed: with another one, or none, it can be open again."""


class IsMerged(IllegalTransition):
    """It is part of another one, which is changed instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is needed, where, when, by how many people; `months` 1 to 12, none for the whole year;
    `income_from` and `income_to` in cents a month, all together. `organisation_id`: the partner who said so.
    """

    title: str
    description: str = ""
    organisation_id: UUID | None = None
    place: str = ""
    parish_id: UUID | None = None
    months: tuple[int, ...] = ()
    income_from: int | None = None
    income_to: int | None = None
    fewest: int = 1
    most: int = 5
    ends_on: date | None = None


def create_opportunity(
    actor: Actor,
    *,
    opportunity_id: UUID,
    municipality_id: UUID,
    plan: Plan,
    needs: Iterable[Need] = (),
    offer_id: UUID | None = None,
    is_idea: bool = False,
) -> Opportunity:
    """A draft. The same id again is the same row. Raises Forbidden for a partner who writes in the name of
    another one, NotFound for an organisation, a parish or a competence that is not offered there,
    TooManyPeople.
    """
    demand_proposing(actor, municipality_id, plan.organisation_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(Opportunity, opportunity_id, **same):
        return known
    _demand_there(municipality_id, plan)
    asked = list(needs)
    demand_seats(asked, plan.most)
    opportunity = Opportunity(
        id=opportunity_id,
        **same,
        **_columns(plan),
        origin=_origin(plan, offer_id, is_idea=is_idea),
        offer_id=offer_id,
        state=S.DRAFT.value,
    )
    records.add(actor, opportunity)
    put_needs(opportunity, asked)
    return opportunity


def edit_opportunity(actor: Actor, *, opportunity: Opportunity, version: int, plan: Plan) -> None:
    """Raises StaleRecord, IsMerged, Forbidden, TooManyPeople, and what `create_opportunity` does."""
    _demand_change(actor, opportunity, version)
    where = opportunity.municipality_id
    demand_proposing(actor, where, plan.organisation_id)
    if (plan.organisation_id, plan.parish_id) != (opportunity.organisation_id, opportunity.parish_id):
        _demand_there(where, plan, kept=opportunity)
    demand_seats(needs_of(opportunity), plan.most)
    values = _columns(plan)
    if opportunity.origin in {Origin.OFFICE, Origin.PARTNER}:
        values["origin"] = _origin(plan, None)
    changed = records.put(opportunity, values)
    records.record_edit(actor, opportunity, [each for each in changed if each != "sort_key"])


def add_competence(actor: Actor, *, opportunity: Opportunity, competence_id: UUID) -> None:
    """One more that it takes; the same again changes nothing. NotFound, IsMerged, Forbidden."""
    _demand_change(actor, opportunity)
    _record_needs(actor, opportunity, is_changed=add_need(opportunity, competence_id))


def remove_competence(actor: Actor, *, opportunity: Opportunity, competence_id: UUID) -> None:
    """One fewer. IsMerged, Forbidden."""
    _demand_change(actor, opportunity)
    _record_needs(actor, opportunity, is_changed=drop_need(opportunity, competence_id))


def change_needs(actor: Actor, *, opportunity: Opportunity, version: int, needs: Iterable[Need]) -> None:
    """How much of each it takes. Raises StaleRecord, IsMerged, Forbidden, TooManyPeople, NotFound."""
    _demand_change(actor, opportunity, version)
    asked = list(needs)
    demand_seats(asked, opportunity.most)
    _record_needs(actor, opportunity, is_changed=put_needs(opportunity, asked))


def publish(actor: Actor, *, opportunity: Opportunity) -> None:
    """Look for people. Raises IllegalTransition, Forbidden, DayIsOver."""
    actor.demand(Permission.INITIATIVE_WRITE, opportunity.municipality_id)
    records.lock(opportunity)
    _demand_day(opportunity)
    _move(actor, opportunity, S.OPEN)


def return_to_draft(actor: Actor, *, opportunity: Opportunity) -> None:
    """It was published too early. Raises IllegalTransition, Forbidden."""
    actor.demand(Permission.INITIATIVE_WRITE, opportunity.municipality_id)
    records.lock(opportunity)
    _move(actor, opportunity, S.DRAFT)


def serve(actor: Actor, *, opportunity: Opportunity) -> None:
    """An initiative sees to it from now on; a second one changes nothing. Raises IllegalTransition for one
    that is not open, Forbidden.
    """
    actor.demand(Permission.INITIATIVE_WRITE, opportunity.municipality_id)
    records.lock(opportunity)
    if opportunity.state != S.SERVED:
        _move(actor, opportunity, S.SERVED)


def look_again(actor: Actor, *, opportunity: Opportunity) -> None:
    """No initiative sees to it after all. Raises IllegalTransition, Forbidden, DayIsOver."""
    actor.demand(Permission.INITIATIVE_WRITE, opportunity.municipality_id)
    records.lock(opportunity)
    _demand_day(opportunity)
    _move(actor, opportunity, S.OPEN)


def end(actor: Actor, *, opportunity: Opportunity, reason: str, note: str = "") -> None:
    """Nobody is looked for any more, and why. Raises IllegalTransition, Forbidden, UnknownReason."""
    records.lock(opportunity)
    _end(actor, opportunity, reason, note)


def reopen(actor: Actor, *, opportunity: Opportunity) -> None:
    """It had not ended: as it was before. Raises IllegalTransition, Forbidden, DayIsOver."""
    actor.demand(Permission.INITIATIVE_WRITE, opportunity.municipality_id)
    records.lock(opportunity)
    last = machine.last_transition(opportunity)
    before = last.before if last and last.after == S.ENDED else S.OPEN
    if before == S.OPEN:
        _demand_day(opportunity)
    _move(actor, opportunity, before)


def end_by_day() -> int:
    """End the open ones whose last day is over where they are (nightly); how many."""
    count = 0
    for each in list_municipalities():
        over = select(Opportunity).where(
            Opportunity.municipality_id == each.id,
            Opportunity.state == S.OPEN.value,
            Opportunity.ends_on < clock.today(get_zone(each.id)),
        )
        for opportunity in db.session.scalars(over.order_by(Opportunity.id).with_for_update()).all():
            _end(SYSTEM, opportunity, DAY_OVER)
            count += 1
    return count


def _move(actor: Actor, opportunity: Opportunity, after: str) -> None:
    _demand_unmerged(opportunity)
    OPPORTUNITY.move(actor, opportunity, after)
    db.session.flush()


def _end(actor: Actor, opportunity: Opportunity, reason: str, note: str = "") -> None:
    _demand_unmerged(opportunity)
    OPPORTUNITY.move(actor, opportunity, S.ENDED, reason=reason, note=note)
    db.session.flush()
    ended.send(Ended(opportunity))


def _demand_change(actor: Actor, opportunity: Opportunity, version: int | None = None) -> None:
    demand_edit(actor, opportunity)
    if version is None:
        records.lock(opportunity)
    else:
        records.demand_version(opportunity, version)
    _demand_unmerged(opportunity)
    demand_edit(actor, opportunity)  # once more: it may have been published meanwhile


def _demand_unmerged(opportunity: Opportunity) -> None:
    """Only taking its merging back leads out of that state."""
    if opportunity.state == S.MERGED:
        raise IsMerged


def _record_needs(actor: Actor, opportunity: Opportunity, *, is_changed: bool) -> None:
    records.record_edit(actor, opportunity, ["needs"] if is_changed else [])


def _demand_day(opportunity: Opportunity) -> None:
    today = clock.today(get_zone(opportunity.municipality_id))
    if opportunity.ends_on and opportunity.ends_on < today:
        raise DayIsOver


def _demand_there(municipality_id: UUID, plan: Plan, kept: Opportunity | None = None) -> None:
    """What is new of it is offered in the municipality; NotFound."""
    if plan.organisation_id and not (kept and kept.organisation_id == plan.organisation_id):
        get_offered_organisation(municipality_id, plan.organisation_id)
    parish = db.session.get(Parish, plan.parish_id) if plan.parish_id else None
    if plan.parish_id and (parish is None or parish.municipality_id != municipality_id):
        raise NotFound


def _origin(plan: Plan, offer_id: UUID | None, *, is_idea: bool = False) -> str:
    if offer_id:
        return Origin.OFFER.value
    if is_idea:
        return Origin.IDEA.value
    return (Origin.PARTNER if plan.organisation_id else Origin.OFFICE).value


def _columns(plan: Plan) -> dict[str, Any]:
    return {**asdict(plan), "months": list(plan.months), "sort_key": text.fold(plan.title)}
