"""Measured without a server: start, search, and the rows the pages are measured on."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import quantiles
from uuid import UUID

from app.core.config import ROOT
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.dev.bench.rows import Row
from app.dev.demo.places import AMIEIRA, PARISHES, id_of
from app.dev.demo.staff import actor_named
from app.dev.demo.stories import PEOPLE
from app.factory import create_app
from app.people import services
from app.people.models import Participant
from app.skills import queries

PHRASES = (
    "tomo conta de velhotes",
    "biscates de trolha",
    "tratôr",
    "pintar paredes",
    "cozinhar",
    "computadr",
)
STARTS = 5
FIRST = ("Rosa", "Manuel", "Teresa", "João", "Olena", "Yusuf", "Carla", "Abílio", "Inês", "Vasco")
LAST = ("Barradas", "Faísca", "Mestre", "Shevchuk", "Haddad", "Nobre", "Palma", "Ferro", "Lança", "Moita")


def fill(people: int) -> tuple[UUID, UUID]:
    """Add invented participants; gives the municipality and somebody who has a list."""
    chance = random.Random(3)  # noqa: S311  the same people every time
    actor = actor_named("Inês Carvalhal")
    with create_app().app_context():
        with writing():
            for _ in range(people):
                services.create_participant(
                    actor,
                    participant_id=new_id(),
                    municipality_id=AMIEIRA,
                    name=f"{chance.choice(FIRST)} {chance.choice(LAST)} {chance.choice(LAST)}",
                    birth_year=chance.randint(1950, 2006),
                    parish_id=id_of(chance.choice(PARISHES)),
                )
        somebody = db.session.query(Participant).filter_by(name=PEOPLE[0][0]).one().id
        db.session.remove()
        return AMIEIRA, somebody


def rows() -> Iterator[Row]:
    """Start-up in fresh processes, and search inside one."""
    script = (
        "import time; s = time.perf_counter(); from app.factory import create_app; i = time.perf_counter()"
    )
    script += "; create_app(); e = time.perf_counter(); print(e - i)"
    starts = [_seconds(script) for _ in range(STARTS)]
    best = min(starts)
    yield Row("create_app()", f"{best:.2f} s", "≤ 0.7 s", best <= 0.7)
    with create_app().app_context():
        times = []
        for _ in range(50):
            for phrase in PHRASES:
                started = time.perf_counter()
                queries.search(phrase, languages=("uk", "pt"))
                times.append(1000 * (time.perf_counter() - started))
        tail = quantiles(times, n=20)[18]
        yield Row("competence search, 95th percentile", f"{tail:.1f} ms", "≤ 10 ms", tail <= 10)


def _seconds(script: str) -> float:
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    return float(run.stdout)
