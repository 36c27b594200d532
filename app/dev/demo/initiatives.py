"""What a few people could do together, what some have begun, a proposed team, and what opens doors."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, PARISHES, id_of
from app.dev.demo.staff import actor_named
from app.initiatives.canvas.operations import write_canvas
from app.initiatives.catalogue.operations import PublicPage, write_page
from app.initiatives.diary.models import EntryKind
from app.initiatives.diary.operations import Facts, write
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations import needs as group_needs
from app.initiatives.groups.operations.initiatives import Plan, create_initiative
from app.initiatives.groups.operations.members import Terms, add_member
from app.initiatives.groups.operations.stages import pass_gate
from app.initiatives.measures.operations import catalogue as measures
from app.initiatives.money.models import MovementKind
from app.initiatives.money.operations import money, plans
from app.initiatives.opportunities import operations as opportunities
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.needs import Need
from app.initiatives.teams.apart import find_teams
from app.initiatives.teams.operations.finding import keep
from app.initiatives.teams.operations.searching import begin_search
from app.initiatives.teams.queries.problems import question_of
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import matchable
from app.skills.queries.catalogue import catalogue

FILE = Path(__file__).with_name("initiatives.toml")
MONTHS = 24
SECONDS = 5.0
MOVED = {MovementKind.ASKED: -40, MovementKind.GRANTED: -25, MovementKind.RECEIVED: -10}
"""So many days ago."""
Entry = dict[str, Any]


def write_initiatives() -> None:
    """Opportunities, initiatives at three stages, one of them with its money, measures, a proposed team."""
    content, ines = read_file(FILE), actor_named("Inês Carvalhal")
    needs = [_opportunity(ines, entry) for entry in content["opportunity"]]
    people = _people()
    for entry in content["initiative"]:
        _initiative(ines, entry, people)
    for entry in content["measure"]:
        _measure(ines, entry)
    db.session.flush()
    _team(ines, needs[0])


def _opportunity(actor: Actor, entry: Entry) -> Opportunity:
    plan = opportunities.Plan(
        title=entry["title"],
        description=entry["description"],
        parish_id=id_of(PARISHES[entry["parish"]]),
        months=tuple(entry["months"]),
        income_from=entry.get("income_from"),
        income_to=entry.get("income_to"),
        fewest=entry["fewest"],
        most=entry["most"],
    )
    needs = [
        Need(
            competence_id=_id(each["key"]),
            weight=each["weight"],
            minimum_level=each["level"],
            people=each["people"],
        )
        for each in entry["needs"]
    ]
    made = opportunities.create_opportunity(
        actor, opportunity_id=new_id(), municipality_id=AMIEIRA, plan=plan, needs=needs
    )
    if entry["is_open"]:
        opportunities.publish(actor, opportunity=made)
    return made


def _people() -> Iterator[Participant]:
    """Those who may be proposed to others, by name: whoever begins something has said so."""
    query = select(Participant).where(
        Participant.municipality_id == AMIEIRA, matchable(), Participant.unverified_since.is_(None)
    )
    return iter(db.session.scalars(query.order_by(Participant.sort_key, Participant.id)).all())


def _initiative(actor: Actor, entry: Entry, people: Iterator[Participant]) -> None:
    plan = Plan(
        kind=entry["kind"],
        title=entry["title"],
        summary=entry["summary"],
        parish_id=id_of(PARISHES[entry["parish"]]),
        answerable_id=actor.id,
    )
    made = create_initiative(actor, initiative_id=new_id(), municipality_id=AMIEIRA, plan=plan)
    members = [
        add_member(actor, member_id=new_id(), initiative=made, participant=next(people), terms=Terms(**terms))
        for terms in entry["members"]
    ]
    for key in entry["needs"]:
        group_needs.add_need(actor, initiative=made, competence_id=_id(key))
    for _gate in range(entry["gates"]):
        pass_gate(actor, initiative=made, version=made.version, note=entry["note"])
    if "canvas" in entry:
        write_canvas(actor, canvas_id=new_id(), initiative=made, version=0, answers=entry["canvas"])
        _page(actor, made, entry)
        _money(actor, made, entry)
        _plan(actor, made, entry["plan"])
        _diary(actor, made, entry["entry"], frozenset(each.id for each in members))


def _page(actor: Actor, initiative: Initiative, entry: Entry) -> None:
    said = {each: entry[each] for each in ("offers", "seeks", "phone")}
    page = PublicPage(is_public=True, **said)
    write_page(actor, initiative=initiative, version=initiative.version, page=page)


def _money(actor: Actor, initiative: Initiative, entry: Entry) -> None:
    for each in entry["need"]:
        money.add_need(actor, need_id=new_id(), initiative=initiative, need=money.Need(**each))
    for each in entry["source"]:
        facts = money.SourceFacts(kind=each["kind"], title=each["title"])
        source = money.add_source(actor, source_id=new_id(), initiative=initiative, facts=facts)
        for days, kind in (
            (-40, MovementKind.ASKED),
            (-25, MovementKind.GRANTED),
            (-10, MovementKind.RECEIVED),
        ):
            if cents := each.get(kind.value):
                movement = money.Movement(kind=kind.value, on=_day(days), cents=cents)
                money.note_movement(
                    actor, movement_id=new_id(), initiative=initiative, source=source, movement=movement
                )


def _plan(actor: Actor, initiative: Initiative, entry: Entry) -> None:
    start = plans.Start(begins_on=_day(0).replace(day=1), opening=entry["opening"])
    plan = plans.begin_plan(actor, plan_id=new_id(), initiative=initiative, start=start)
    for each in entry["lines"]:
        cents = [0] * each["after"] + [each["cents"]] * (MONTHS - each["after"])
        told = {name: each[name] for name in ("title", "is_income", "is_variable")}
        plans.add_line(actor, line_id=new_id(), plan=plan, facts=plans.LineFacts(cents=cents, **told))


def _diary(actor: Actor, initiative: Initiative, entries: Sequence[Entry], present: frozenset[Any]) -> None:
    for each in entries:
        day, kind = _day(each["days"]), EntryKind(each["kind"])
        is_task = kind is EntryKind.TASK
        facts = Facts(
            title=each["title"],
            words=each.get("words", ""),
            on=None if is_task else day,
            due_on=day if is_task else None,
            staff_id=actor.id if is_task else None,
            present=frozenset() if is_task else present,
        )
        write(actor, entry_id=new_id(), initiative=initiative, kind=kind, facts=facts)


def _measure(actor: Actor, entry: Entry) -> None:
    plan = measures.Plan(
        kind=entry["kind"],
        title=entry["title"],
        cents=entry["cents"],
        seats=entry.get("seats"),
        gives=entry.get("gives", "alone"),
        lifts=tuple(entry.get("lifts", ())),
    )
    taught = [_id(key) for key in entry["competences"]]
    measures.create_measure(
        actor, measure_id=new_id(), municipality_id=AMIEIRA, plan=plan, competence_ids=taught
    )


def _team(actor: Actor, opportunity: Opportunity) -> None:
    """Proposed as a facilitator would have it: found, and nobody asked yet."""
    search = begin_search(actor, search_id=new_id(), subject=opportunity)
    question = question_of(search)
    keep(actor, search=search, question=question, solution=find_teams(question.problem, seconds=SECONDS))


def _day(days: int) -> date:
    return clock.today(get_zone(AMIEIRA)) + timedelta(days=days)


def _id(key: str) -> Any:
    found = catalogue().by_key(key)
    assert found is not None, key
    return found.id
