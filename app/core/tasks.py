"""Tasks: long work that somebody asked for and looks after, such as everybody of a list as a file.

    @tasks.handler("offers.import", Permission.DIRECTORY_WRITE, title=_("List of offers"))
    def bring(work: Work) -> Iterator[None]:
        …
            with batch(work) as task:            # one short transaction: what is written and how far it is
                task.done += len(some)
            yield                                # others' turn

    task = tasks.ask(g.actor, "offers.import", {"source": "IEFP"}, task_id=form.new_id, …)

It is a row of the same transaction as the job that carries it out (app/core/jobs.py), under the rights that
whoever asked has at that moment: they are looked up again for every batch. A worker that was killed leaves
the task where its last batch ended. Its file lies where app/core/task_files.py says.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Uuid, and_, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, i18n, jobs, records
from app.core.actor import Actor
from app.core.db import Base, Created, Id, Instant, MunicipalityScope, db
from app.core.errors import NotFound
from app.core.feature import StaffLookup, declared
from app.core.permission import Permission
from app.core.privacy import OWN_WORDS, PLAIN
from app.core.task_files import KEPT, kept, place_of

LONGEST_WAITING = timedelta(days=7)


class TaskState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    STOPPED = "stopped"


class Task(Base, MunicipalityScope):
    """What somebody asked for, and how far it is. `asked` is what its kind has to know; it may name people.

    `name` and `media_type` are those of the file it has made, `leads_to` is the page of what it wrote.
    """

    __tablename__ = "task"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, info=OWN_WORDS)
    language: Mapped[str] = mapped_column(info=PLAIN)
    state: Mapped[str] = mapped_column(default=TaskState.WAITING.value, info=PLAIN)
    done: Mapped[int] = mapped_column(default=0, info=PLAIN)
    total: Mapped[int] = mapped_column(default=0, info=PLAIN)
    failures: Mapped[int] = mapped_column(default=0, info=PLAIN)
    name: Mapped[str] = mapped_column(default="", info=PLAIN)
    media_type: Mapped[str] = mapped_column(default="", info=PLAIN)
    leads_to: Mapped[str] = mapped_column(default="", info=PLAIN)
    created_by: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]
    finished_at: Mapped[Instant | None] = mapped_column(index=True)

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None


@dataclass(frozen=True, slots=True)
class Work:
    """A task as its handler gets it."""

    id: UUID
    kind: str
    municipality_id: UUID
    asked: dict[str, Any]
    created_by: UUID

    def actor(self) -> Actor:
        """Whoever asked, in the municipality it is about, with what they may do there now; Forbidden."""
        (staff,) = declared(StaffLookup)
        found = staff.find(self.created_by)
        permission = kind_of(self).permission
        actor = replace(found, municipality_id=self.municipality_id).where(permission)
        actor.demand(permission)
        return actor


Steps = Callable[[Work], Iterator[None]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a task of a name is: `title` says it on its page, `taken` is told when its file is fetched.

    `is_outdated`: the file holds what nobody may take away any more.
    """

    permission: Permission
    title: Any
    steps: Steps
    taken: Callable[[Actor, Task], None]
    is_outdated: Callable[[Task], bool]


_kinds: dict[str, Kind] = {}


def handler(
    name: str,
    permission: Permission,
    *,
    title: Any,
    taken: Callable[[Actor, Task], None] = lambda *_: None,
    is_outdated: Callable[[Task], bool] = lambda _: False,
) -> Callable[[Steps], Steps]:
    def register(steps: Steps) -> Steps:
        _kinds[name] = Kind(permission, title, steps, taken, is_outdated)
        return steps

    return register


def has_kind(task: Task) -> bool:
    """False where a release that knew more made it."""
    return task.kind in _kinds


def kind_of(task: Task | Work) -> Kind:
    return _kinds[task.kind]


def ask(
    actor: Actor,
    kind: str,
    asked: dict[str, Any],
    *,
    task_id: UUID,
    municipality_id: UUID,
    leads_to: str = "",
    sent: bytes = b"",
    is_draft: bool = False,
) -> Task:
    """Have it done once this transaction has committed; a draft is only kept. `sent` is a file for it."""
    actor.demand(_kinds[kind].permission, municipality_id)
    if known := records.known(Task, task_id, kind=kind, created_by=actor.id, municipality_id=municipality_id):
        return known
    if sent:
        with kept(task_id) as file:
            file.write(sent)
    task = Task(
        id=task_id,
        municipality_id=municipality_id,
        kind=kind,
        asked=asked,
        state=(TaskState.DRAFT if is_draft else TaskState.WAITING).value,
        language=i18n.current().code,
        leads_to=leads_to,
        created_by=actor.id,
    )
    db.session.add(task)
    if not is_draft:
        jobs.enqueue("task", {"task_id": str(task_id)})
    db.session.flush()
    return task


def get(actor: Actor, task_id: UUID) -> Task:
    """A task of the actor's own that was begun; of anybody else's they do not know."""
    task = db.session.get(Task, task_id)
    is_own = task is not None and task.created_by == actor.id and has_kind(task)
    if not task or not is_own or task.state == TaskState.DRAFT:
        raise NotFound
    return task


def list_own(actor: Actor, limit: int) -> Sequence[Task]:
    """The latest that the actor asked for; what is over goes after a day."""
    is_begun = Task.state != TaskState.DRAFT.value
    own = select(Task).where(Task.created_by == actor.id, Task.kind.in_(_kinds), is_begun)
    return db.session.scalars(own.order_by(Task.created_at.desc(), Task.id.desc()).limit(limit)).all()


def has_file(task: Task) -> bool:
    """Whether there is a file to be fetched, for a day."""
    is_kept = task.finished_at is not None and task.finished_at > clock.now() - KEPT
    return bool(task.name) and is_kept and not kind_of(task).is_outdated(task)


def state_of(task_id: UUID) -> str | None:
    """What became of the task of this id; None where there was none, or it is long over."""
    return db.session.scalar(select(Task.state).where(Task.id == task_id))


def stop(actor: Actor, task_id: UUID) -> Task:
    """End a task of the actor's own after its present batch; what it wrote stays. Over, it stays as it is."""
    task = get(actor, task_id)
    db.session.refresh(task, with_for_update=True)
    if not task.is_over:
        task.state, task.finished_at, task.name = TaskState.STOPPED.value, clock.now(), ""
    return task


def take(actor: Actor, task_id: UUID) -> tuple[Task, Path]:
    """A task and the file that it has made, for whoever asked and still may; NotFound, Forbidden."""
    task = get(actor, task_id)
    kind = kind_of(task)
    actor.demand(kind.permission, task.municipality_id)
    place = place_of(task.id)
    if not has_file(task) or not place.is_file():
        raise NotFound
    kind.taken(replace(actor, municipality_id=task.municipality_id), task)
    return task, place


def forget_old() -> None:
    """Remove what was over, or drafted, a day ago, and what nobody carried out in a week (nightly)."""
    is_old = or_(
        Task.finished_at < clock.now() - KEPT,
        and_(Task.state == TaskState.DRAFT.value, Task.created_at < clock.now() - KEPT),
        and_(Task.finished_at.is_(None), Task.created_at < clock.now() - LONGEST_WAITING),
    )
    db.session.execute(delete(Task).where(is_old))


def list_ids() -> Sequence[UUID]:
    """All that are there, for whoever tidies up behind them."""
    return db.session.scalars(select(Task.id)).all()
