"""How fast people are recognised: one at a desk, and very many at once."""

import random
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from statistics import quantiles
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.dev.bench.pairs import Record, labelled, measure, spoilt
from app.people.crowd import Crowd
from app.people.likely_pairs import everybody
from app.people.models import Participant
from app.people.queries import find_candidates

KNOWN, NEW, ASKED = 50_000, 10_000, 300
PAIRS = 6_000


def at_the_desk(actor: Actor, municipality_id: UUID) -> float:
    """The 95th percentile of milliseconds for the name of somebody known, as somebody else wrote it."""
    times = []
    for record in islice(_written_again(municipality_id), ASKED):
        started = time.perf_counter()
        find_candidates(actor, name=record.name, born=record.born[:4], municipality_id=municipality_id)
        times.append(1_000 * (time.perf_counter() - started))
    return quantiles(times, n=20)[18]


def all_at_once(actor: Actor, municipality_id: UUID) -> float:
    """Seconds for `NEW` people among `KNOWN`, with reading those from the database."""
    asked = [record.described for record in islice(_written_again(municipality_id), NEW)]
    started = time.perf_counter()
    people = everybody(actor, municipality_id)
    crowd = Crowd(dict(islice(people.items(), KNOWN)))
    for each in asked:
        crowd.find(each, 5)
    return time.perf_counter() - started


def judgement() -> tuple[float, float]:
    """Recall of what is proposed, and precision of what is proposed as chosen."""
    figures = measure(labelled(PAIRS))
    return figures.recall, figures.precision


def _written_again(municipality_id: UUID) -> Iterator[Record]:
    chance = random.Random(13)  # noqa: S311  the same people every time
    people = select(Participant.name, Participant.birth_year).where(
        Participant.municipality_id == municipality_id
    )
    for name, year in db.session.execute(people.order_by(Participant.id).limit(NEW)).all():
        born = date(year or 1970, chance.randint(1, 12), chance.randint(1, 28)).isoformat()
        yield spoilt(chance, Record(name, born))[1]
