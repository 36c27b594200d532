"""The benchmark's parts that need the application itself: `flask bench fill`, `flask bench search`."""

import json
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import quantiles
from typing import Any
from uuid import UUID

import click
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy import insert

from app.core import clock, jobs
from app.core.db import Base, db, new_id
from app.core.unit_of_work import reading, writing
from app.dev.bench.competences import add_competences
from app.dev.bench.lists import ROWS, cost_of
from app.dev.bench.long_story import long_story
from app.dev.bench.matching import all_at_once, at_the_desk, judgement
from app.dev.bench.meetings import write_meetings
from app.dev.bench.outreach import enter_all, plan_devices
from app.dev.bench.pairs import somebody
from app.dev.bench.protocols import plan_protocol
from app.dev.bench.rotation import measure as rotate
from app.dev.bench.series import plan_series
from app.dev.bench.suggestions import measure
from app.dev.demo.places import AMIEIRA, CABO, INVENTED, PARISHES, id_of
from app.dev.demo.staff import HALL, actor_named
from app.network.parties.models import PartyReach
from app.people.facts.models import Fact
from app.people.models import Participant
from app.people.name_index import write_words
from app.people.names import sort_key
from app.people.operations.records import create_participant
from app.skills.queries import catalogue as queries

commands = AppGroup("bench", help="Parts of the benchmark; not there in production.")
PHRASES = (
    "tomo conta de velhotes",
    "biscates de trolha",
    "tratôr",
    "pintar paredes",
    "cozinhar",
    "computadr",
)
CLERK = "Inês Carvalhal"
ROUNDS = 50
CHUNK = 5_000
FIRST = ("Rosa", "Manuel", "Teresa", "João", "Olena", "Yusuf", "Carla", "Abílio", "Inês", "Vasco")
LAST = ("Barradas", "Faísca", "Mestre", "Shevchuk", "Haddad", "Nobre", "Palma", "Ferro", "Lança", "Moita")


@commands.command("fill")
@click.argument("people", type=int)
def fill(people: int) -> None:
    """Add invented participants; prints the ids of the municipality and of somebody who has a list."""
    chance = random.Random(3)  # noqa: S311  the same people every time
    actor = actor_named(CLERK)
    with writing():
        for _ in range(people):
            create_participant(
                actor,
                participant_id=new_id(),
                municipality_id=AMIEIRA,
                name=_name(chance),
                birth_year=chance.randint(1950, 2006),
                parish_id=id_of(chance.choice(PARISHES)),
            )
    somebody = db.session.query(Participant).filter_by(name=INVENTED["person"][0]["name"]).one().id
    click.echo(f"{AMIEIRA} {somebody}")


@commands.command("lists")
@click.argument("rows", type=int, default=ROWS)
def lists(rows: int) -> None:
    """Send, match, bring in and take back a partner's list; prints seconds of each, and megabytes."""
    cost = cost_of(actor_named(CLERK), AMIEIRA, rows)
    told = (cost.arriving, cost.matching, cost.bringing, cost.undoing, cost.megabytes)
    click.echo(" ".join(f"{each:.2f}" for each in told))


@commands.command("devices")
def devices() -> None:
    """Let two devices keep registrations of a day; prints their keys, packs and envelopes."""
    jobs.run_due()  # so that nothing else waits for the worker
    with writing():
        click.echo(json.dumps(plan_devices()))


@commands.command("entering")
def entering() -> None:
    """Open and enter what devices handed over; prints the seconds and how many people."""
    took, count = enter_all()
    click.echo(f"{took} {count}")


@commands.command("series")
def series() -> None:
    """Add invented series with people, sessions and attendance; prints their ids."""
    with writing():
        click.echo(json.dumps(plan_series(), default=str))


@commands.command("protocol")
def protocol() -> None:
    """Let much rest on a protocol of the demo; prints its id."""
    with writing():
        click.echo(plan_protocol())


@commands.command("meetings")
@click.argument("count", type=int)
def meetings(count: int) -> None:
    """Add invented meetings, with ten invited to each."""
    with writing():
        write_meetings(count)


@commands.command("long-story")
def much_of_one_person() -> None:
    """Add somebody of whom very much is kept; prints their id."""
    with writing():
        click.echo(long_story(actor_named("Inês Carvalhal"), AMIEIRA))


@commands.command("crowd")
@click.argument("people", type=int)
def crowd(people: int) -> None:
    """Add very many invented participants at once, without what a registration does around each."""
    chance = random.Random(5)  # noqa: S311  the same people every time
    parishes = [id_of(name) for name in PARISHES]
    with writing():
        for _ in range(people // CHUNK):
            rows = [_person(chance, parishes) for _ in range(CHUNK)]
            db.session.execute(insert(Participant), [_columns(row) for row in rows])
            write_words(*rows)
            db.session.execute(insert(Fact), [fact for row in rows for fact in _facts(chance, row)])


def _facts(chance: random.Random, person: Participant) -> Iterator[dict[str, Any]]:
    """What is commonly known of somebody."""
    said = {"born": str(person.birth_year), "language": "pt", "gender": chance.choice(("woman", "man"))}
    for kind, value in said.items():
        yield {
            "id": new_id(),
            "municipality_id": person.municipality_id,
            "participant_id": person.id,
            "kind": kind,
            "key": "",
            "value": value,
            "since": "",
            "source": "said",
            "noted_at": person.created_at,
        }


def _person(chance: random.Random, parishes: list[UUID]) -> Participant:
    name = somebody(chance).name
    return Participant(
        id=new_id(),
        municipality_id=AMIEIRA,
        name=name,
        sort_key=sort_key(name),
        birth_year=chance.randint(1950, 2006),
        language="pt",
        parish_id=chance.choice(parishes),
        note="",
        version=1,
        created_at=clock.now(),
        last_activity_on=clock.now().date(),
    )


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)} {chance.choice(LAST)}"


def _columns(row: Base) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


@commands.command("competences")
@click.argument("count", type=int)
def competences(count: int) -> None:
    """Add very many invented competences, named in twelve languages and without a card."""
    with writing():
        add_competences(count)


@commands.command("suggestions")
def suggestions() -> None:
    """Judge suggestions by lists labelled by hand; prints precision, recall and how many were forbidden.

    What is written for it is taken back.
    """
    planner = actor_named("Duarte Sobral")
    granted = {CABO: planner.grants[AMIEIRA]}
    db.session.add(PartyReach(municipality_id=CABO, party_id=id_of(HALL)))
    figures = measure(replace(planner, municipality_id=CABO, grants=granted), id_of(HALL))
    db.session.rollback()
    click.echo(f"{figures.precision} {figures.recall} {len(figures.forbidden)}")


@commands.command("rotation")
@click.argument("count", type=int)
@click.pass_obj
def rotation(info: ScriptInfo, count: int) -> None:
    """Write so many numbers of the state anew; prints the seconds, and those of others' longest write."""
    took, waited = rotate(info.load_app(), count)
    click.echo(f"{took} {waited}")


@commands.command("recognition")
def recognition() -> None:
    """Recognise people; prints milliseconds for one, seconds for ten thousand, recall and precision."""
    with reading():
        actor = actor_named(CLERK)
        one, many = at_the_desk(actor, AMIEIRA), all_at_once(actor, AMIEIRA)
    click.echo(" ".join(map(str, (one, many, *judgement()))))


@commands.command("search")
def search() -> None:
    """Search everyday phrases in two languages; prints the 95th percentile in milliseconds."""
    times = []
    for phrase in PHRASES * ROUNDS:
        started = time.perf_counter()
        queries.search(phrase, languages=("uk", "pt"))
        times.append(1000 * (time.perf_counter() - started))
    click.echo(quantiles(times, n=20)[18])
