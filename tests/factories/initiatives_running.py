"""Diaries, canvases and the figures of initiatives, made through the operations; inside a transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.core.text import fold
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.operations import write_canvas
from app.initiatives.canvas.queries import answers_of, find_canvas
from app.initiatives.diary.models import DiaryEntry, EntryKind
from app.initiatives.diary.operations import Facts, write
from app.initiatives.groups.models import Initiative, Kind, Member, MemberState
from app.initiatives.money.models import MoneyMovement, MoneySource, MovementKind, SourceKind
from tests.factories.papers import a_pdf

ANSWERS: dict[str, Any] = {
    "whom": "Pessoas que vivem sozinhas\nPequenos comércios da vila",
    "what": "Pequenas reparações e jardins",
    "found": "Pela junta e pelo cartaz no mercado",
    "needs": "Uma carrinha e ferramentas",
    "costs": "Seguro: 40 € por mês",
    "brings": "15 € por hora",
    "good": "Casas seguras para quem já não sobe a um escadote",
}


def a_bare_initiative(
    actor: Actor, *, title: str = "Mãos à obra", kind: Kind = Kind.COOPERATIVE_SERVICES, **values: Any
) -> Initiative:
    """Only its row: what a test needs of groups."""
    row = Initiative(
        id=new_id(),
        municipality_id=actor.here(),
        kind=kind.value,
        title=title,
        sort_key=fold(title),
        created_by=actor.id,
        **values,
    )
    db.session.add(row)
    db.session.flush()
    return row


def a_member(initiative: Initiative, participant_id: UUID | None, **values: Any) -> Member:
    row = Member(
        id=new_id(),
        municipality_id=initiative.municipality_id,
        initiative_id=initiative.id,
        participant_id=participant_id,
        **{"state": MemberState.ACTIVE.value, "joined_on": date(2026, 1, 5), **values},
    )
    db.session.add(row)
    db.session.flush()
    return row


def an_entry(
    actor: Actor, initiative: Initiative, kind: EntryKind = EntryKind.NOTE, **values: Any
) -> DiaryEntry:
    facts = Facts(**{"title": f"Do diário: {kind.value}", **values})
    return write(actor, entry_id=new_id(), initiative=initiative, kind=kind, facts=facts)


def a_document(actor: Actor, initiative: Initiative, title: str = "Estatutos") -> DiaryEntry:
    where = initiative.municipality_id
    file = keep(Inspected(FileKind.PDF, a_pdf()), municipality_id=where, actor=actor)
    return an_entry(actor, initiative, EntryKind.DOCUMENT, title=title, file_id=file.id)


def a_canvas(actor: Actor, initiative: Initiative, **changes: str) -> Canvas:
    """The next version, which says what the newest says but for these answers."""
    newest = find_canvas(initiative.id)
    answers = {**(answers_of(newest) if newest else ANSWERS), **changes}
    number = newest.number if newest else 0
    made = write_canvas(actor, canvas_id=new_id(), initiative=initiative, version=number, answers=answers)
    assert made
    return made


def sales(initiative: Initiative, cents: int, on: date, kind: SourceKind = SourceKind.SALES) -> MoneyMovement:
    """What it received on a day for what it sells, or from another source."""
    where = initiative.municipality_id
    source = MoneySource(
        id=new_id(), municipality_id=where, initiative_id=initiative.id, kind=kind.value, title="Vendas"
    )
    db.session.add(source)
    db.session.flush()
    row = MoneyMovement(
        id=new_id(),
        municipality_id=where,
        source_id=source.id,
        kind=MovementKind.RECEIVED.value,
        on=on,
        cents=cents,
        created_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def one_of_each_running(actor: Actor, initiative: Initiative) -> dict[str, UUID | str]:
    """One entry of each kind, and a canvas with two versions; the entry that is named is an open task."""
    for kind in (EntryKind.NOTE, EntryKind.MEETING, EntryKind.DECISION):
        an_entry(actor, initiative, kind)
    a_document(actor, initiative)
    task = an_entry(actor, initiative, EntryKind.TASK, staff_id=actor.id)
    first = a_canvas(actor, initiative)
    a_canvas(actor, initiative, whom="Toda a freguesia")
    return {"diary_entry_id": task.id, "entry_kind": EntryKind.NOTE.value, "canvas_id": first.id}
