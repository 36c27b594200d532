"""Needs, sources, movements and a cash plan of an initiative."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.initiatives.groups.models import Initiative
from app.initiatives.money.cash import spread
from app.initiatives.money.models import CashLine, CashPlan, MoneyMovement, MoneyNeed, MoneySource
from app.initiatives.money.operations import money, plans
from tests.factories.papers import a_pdf

DAY = date(2026, 3, 2)


def an_initiative(actor: Actor, title: str = "Arranjos e jardins", **values: Any) -> Initiative:
    """As it stands after it was begun."""
    made = Initiative(
        id=new_id(),
        municipality_id=actor.here(),
        kind=values.pop("kind", "cooperative_activities"),
        title=title,
        sort_key=title.lower(),
        **values,
    )
    db.session.add(made)
    db.session.flush()
    return made


def a_need(
    actor: Actor, initiative: Initiative, cents: int = 100_000, title: str = "Ferramentas"
) -> MoneyNeed:
    need = money.Need(title=title, cents=cents)
    return money.add_need(actor, need_id=new_id(), initiative=initiative, need=need)


def a_source(
    actor: Actor,
    initiative: Initiative,
    kind: str = "municipal",
    title: str = "Apoio municipal",
    **values: Any,
) -> MoneySource:
    facts = money.SourceFacts(kind=kind, title=title, **values)
    return money.add_source(actor, source_id=new_id(), initiative=initiative, facts=facts)


def note(
    actor: Actor, initiative: Initiative, source: MoneySource, kind: str, cents: int, **values: Any
) -> MoneyMovement:
    file_id = values.pop("file_id", None)
    movement = money.Movement(kind=kind, on=values.pop("on", DAY), cents=cents, **values)
    return money.note_movement(
        actor, movement_id=new_id(), initiative=initiative, source=source, movement=movement, file_id=file_id
    )


def a_plan(actor: Actor, initiative: Initiative, opening: int = 50_000) -> CashPlan:
    start = plans.Start(begins_on=date(2026, 1, 1), opening=opening)
    return plans.begin_plan(actor, plan_id=new_id(), initiative=initiative, start=start)


def a_line(actor: Actor, plan: CashPlan, cents: int, title: str = "Renda", **values: Any) -> CashLine:
    """The same every month, going out and not growing with sales unless it is said otherwise."""
    facts = plans.LineFacts(
        title=title,
        is_income=values.get("is_income", False),
        is_variable=values.get("is_variable", False),
        cents=spread(cents, values.get("first", 0), values.get("last", 23)),
    )
    return plans.add_line(actor, line_id=new_id(), plan=plan, facts=facts)


def one_of_each_of_money(actor: Actor, initiative: Initiative) -> Mapping[str, UUID]:
    """The ids that addresses of money name."""
    need = a_need(actor, initiative)
    a_need(actor, initiative, 25_000, "Seguro")
    source = a_source(actor, initiative, need_id=need.id)
    note(actor, initiative, source, "asked", 80_000)
    note(actor, initiative, source, "granted", 70_000)
    mistake = note(actor, initiative, source, "received", 7_000)
    money.reverse(actor, reversal_id=new_id(), source=source, movement=mistake)
    file = keep(Inspected(FileKind.PDF, a_pdf()), municipality_id=initiative.municipality_id, actor=actor)
    movement = note(actor, initiative, source, "received", 70_000, file_id=file.id)
    note(actor, initiative, source, "spent", 30_000, need_id=need.id, words="Duas roçadoras")
    money.take_out_source(actor, source=a_source(actor, initiative, "own", "Poupanças"))
    plan = a_plan(actor, initiative)
    a_line(actor, plan, 60_000, "Jardins", is_income=True, is_variable=True, first=2)
    line = a_line(actor, plan, 30_000)
    plans.take_out_line(actor, line=a_line(actor, plan, 1_000, "Telemóvel"))
    return {"need_id": need.id, "source_id": source.id, "movement_id": movement.id, "line_id": line.id}
