"""What of workshops waits for somebody in the office, counted at once for the front page."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, literal, select

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.workshops.queries.enrolments import offers_to_decide
from app.workshops.queries.learning import learning_to_confirm
from app.workshops.queries.proposals import proposals_to_answer
from app.workshops.queries.reminders import calls_to_make
from app.workshops.queries.unverified import names_to_verify


@dataclass(frozen=True, slots=True)
class ToDo:
    """How many of each wait in the current municipality; 0 of what the actor may not decide.

    `offers`: places kept for people to be called or decided about. `names`: left at the kiosk, to be
    compared with who is known. `learning`: competences that attending has shown, to be confirmed.
    `calls`: about the sessions of tomorrow, to be made.
    """

    offers: int
    names: int
    proposals: int
    learning: int
    calls: int

    @property
    def is_any(self) -> bool:
        return any((self.offers, self.names, self.proposals, self.learning, self.calls))


NOTHING: Select[int] = select(literal(0))


def to_do(actor: Actor, today: date) -> ToDo:
    """Everything in one query."""
    enrols = actor.may(Permission.ENROLMENT_WRITE)
    counts = (
        offers_to_decide(actor) if enrols else NOTHING,
        names_to_verify(actor) if enrols else NOTHING,
        proposals_to_answer(actor) if actor.may(Permission.WORKSHOP_WRITE) else NOTHING,
        learning_to_confirm(actor) if actor.may(Permission.INVENTORY_CONFIRM) else NOTHING,
        calls_to_make(actor, today + timedelta(days=1)) if enrols else NOTHING,
    )
    return ToDo(*db.session.execute(select(*(each.scalar_subquery() for each in counts))).one())
