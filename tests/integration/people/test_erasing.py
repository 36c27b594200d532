"""Whoever is erased is gone from every table, and stays counted; what keeps them is said."""

import json
import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import inspect, select, text

from app.core import clock, tombstones
from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import Base, db, new_id
from app.core.disclosure import EXACT
from app.core.errors import NotKept
from app.core.feature import PersonTable, With, declared
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations.erasing import erase, erase_again, erase_over
from app.people.operations.rights import Held, hold, lift, restrict
from app.people.rights.forgetting import forgotten
from app.people.rights.models import Remainder
from app.people.rights.rest import UseRestricted
from app.skills.operations.inventories import start_inventory
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.models import Certificate, NamelessPaper
from app.workshops.papers.queries import code_of, find_by_code
from app.workshops.reports.queries.programme import programme_report
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making, one_of_each

Ids = dict[str, str]
OF_THEM = ("Joaquina", "Gosta de vir", "912345678", "biscates de trolha", "d'Ávila", "avila")
UUIDS = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])")


@pytest.fixture
def ids(app: Autonomus, cast: Cast) -> Ids:
    """One thing of every kind, much of it of one person."""
    return one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)


def person(ids: Ids) -> Participant:
    return db.session.get_one(Participant, UUID(ids["participant_id"]))


def erase_them(cast: Cast, ids: Ids) -> None:
    with writing():
        erase(cast.coordinator.actor, participant=person(ids), reason="asked_by_person")
    db.session.expire_all()


def everything(*but: str) -> Iterator[tuple[str, str, str]]:
    """Each value of the database as text: table, column, value."""
    db.session.rollback()
    for name in sorted(inspect(db.engine).get_table_names()):
        if name not in but:
            for row in db.session.execute(text(f'SELECT * FROM "{name}"')).mappings():  # noqa: S608
                yield from ((name, column, str(value)) for column, value in row.items())


def test_nothing_that_was_said_of_them_stands_anywhere(cast: Cast, ids: Ids) -> None:
    """Everybody goes, for some of them said the same."""
    assert ids
    with writing():
        for each in db.session.scalars(select(Participant)).all():
            erase(cast.coordinator.actor, participant=each, reason="asked_by_person")
    found = [each for each in everything("competence_text") if any(word in each[2] for word in OF_THEM)]
    assert not found


def test_no_table_leads_to_them_any_more(cast: Cast, ids: Ids) -> None:
    """But for the trail, which knows ids and what was done, and never of whom."""
    whose = person(ids).id
    erase_them(cast, ids)
    found = [each[:2] for each in everything("audit_entry") if whose.hex in each[2].replace("-", "")]
    assert not found
    query = select(AuditEntry).where(AuditEntry.subject_id == whose)
    acts = db.session.scalars(query.order_by(AuditEntry.id)).all()
    assert acts[-1].action == "participant.erased"
    assert acts[-1].detail == {"reason": "asked_by_person"}
    assert not [each for each in acts if any(word in json.dumps(each.detail) for word in OF_THEM)]


def test_every_function_that_is_declared_to_erase_hears_of_it(app: Autonomus) -> None:
    receivers = forgotten._receivers  # noqa: SLF001
    for each in declared(PersonTable, app):
        if isinstance(each.erasing, With) or each.model is Participant:
            continue
        hears = each.erasing in receivers or each.model.__tablename__ in {"visit", "interest", "idea"}
        assert hears, f"{each.model.__tablename__}: nobody tells its receiver"


def test_what_is_left_has_nothing_in_common_with_what_was_there(cast: Cast, ids: Ids) -> None:
    """Whoever has the database after, the trail, and knows the old ids: no new row names one of them."""
    before = rows()
    erase_them(cast, ids)
    known = {each for each in before if each[0] != "audit_entry"}
    old_ids = {found for _, row in before for found in uuids(row)}
    allowed = old_ids & {cast.here.hex, ids["workshop_id"].replace("-", "")} | of("session") | of("workshop")
    allowed |= of("initiative")
    for table, row in rows() - known:
        if table in {"audit_entry", "audit_waiting", "told_year", "initiative"}:  # is everybody's
            continue
        new = dict(zip(columns(table), row, strict=True))
        joined = {
            name for name, value in new.items() for found in uuids((value,)) if found in old_ids - allowed
        }
        assert not joined, (table, joined)
        for name, value in new.items():
            instant = str(value)[:16] if name.endswith("_at") and value else ""
            assert instant[8:] in {"", "01 12:00"}, (table, name, value)


def rows() -> set[tuple[str, tuple[Any, ...]]]:
    db.session.rollback()
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            found.add((table.name, tuple(map(str, row))))
    return found


def columns(table: str) -> list[str]:
    return [each.name for each in Base.metadata.tables[table].c]


def uuids(row: tuple[Any, ...]) -> set[str]:
    return {found.replace("-", "") for value in row for found in UUIDS.findall(str(value))}


def of(table: str) -> set[str]:
    ids = db.session.scalars(select(Base.metadata.tables[table].c.id))
    return {each.hex for each in ids}


def test_a_paper_is_still_verified_without_a_name(cast: Cast, ids: Ids, client_for: Any) -> None:
    paper = db.session.scalars(
        select(Certificate).where(Certificate.participant_id == person(ids).id)
    ).first()
    assert paper
    code, title = code_of(paper), paper.title
    db.session.rollback()
    erase_them(cast, ids)
    found = find_by_code(code)
    assert isinstance(found, NamelessPaper)
    db.session.rollback()
    page = client_for(None).get(f"/verify?code={code}")
    assert title in page.text
    assert "J. A." not in page.text
    assert page.soup.select(".notice-good")


def test_their_place_goes_to_the_next_in_the_line(cast: Cast, ids: Ids) -> None:
    open_ones = select(Enrolment).where(
        Enrolment.participant_id == person(ids).id,
        Enrolment.state.in_(("waitlisted", "offered", "confirmed")),
    )
    before = {each.id: each.state for each in db.session.scalars(open_ones)}
    assert before
    db.session.rollback()
    erase_them(cast, ids)
    assert not db.session.scalars(open_ones).all()


def test_a_duty_to_keep_beats_it_and_says_until_when(cast: Cast, ids: Ids) -> None:
    until = clock.now().date() + timedelta(days=400)
    with writing():
        row = hold(
            cast.coordinator.actor, hold_id=new_id(), participant=person(ids), reason="court", until_on=until
        )
    with pytest.raises(Held) as held, writing():
        erase(cast.coordinator.actor, participant=person(ids), reason="asked_by_person")
    assert held.value.until == until
    assert not tombstones.known()
    with writing():
        lift(cast.coordinator.actor, participant=person(ids), row=db.session.merge(row))
    erase_them(cast, ids)


def test_whose_data_rests_is_not_erased(cast: Cast, ids: Ids) -> None:
    with writing():
        restrict(cast.coordinator.actor, participant=person(ids), reason="claims", asked_by="person")
    with pytest.raises(UseRestricted), writing():
        erase(cast.coordinator.actor, participant=person(ids), reason="asked_by_person")


def test_killed_between_tombstone_and_commit_the_night_finishes_it(
    app: Autonomus, cast: Cast, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    whose = person(ids).id

    def die(given: Any) -> None:
        tombstones_add(given)
        raise KeyboardInterrupt

    tombstones_add = tombstones.add
    with monkeypatch.context() as broken:
        broken.setattr(tombstones, "add", die)
        with pytest.raises(KeyboardInterrupt), writing():
            erase(cast.coordinator.actor, participant=person(ids), reason="asked_by_person")
    db.session.rollback()
    assert db.session.get(Participant, whose)
    db.session.rollback()
    told = app.test_cli_runner().invoke(args=["nightly"])
    assert told.exit_code == 0, told.output
    db.session.expire_all()
    assert db.session.get(Participant, whose) is None
    db.session.rollback()
    with writing():
        assert erase_again(SYSTEM) == 0


def test_without_room_for_a_tombstone_nobody_is_erased_tonight_either(
    cast: Cast, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:20]))
        with pytest.raises(NotKept), writing():
            erase(cast.coordinator.actor, participant=person(ids), reason="asked_by_person")
    with writing():
        assert erase_again(SYSTEM) == 0
    assert person(ids).name
    assert not tombstones.place().read_bytes()


def test_what_was_counted_is_still_counted(cast: Cast, ids: Ids) -> None:
    year = clock.now().year
    actor = cast.coordinator.actor
    with making():
        before = programme_report(actor, date(year, 1, 1), date(year, 12, 31), EXACT)
    erase_them(cast, ids)
    with making():
        after = programme_report(actor, date(year, 1, 1), date(year, 12, 31), EXACT)
        left = db.session.scalars(select(Remainder)).all()
    assert {kind: each.times for kind, each in before.columns.items()} == {
        kind: each.times for kind, each in after.columns.items()
    }
    assert before.columns["registered"].by["age"] == after.columns["registered"].by["age"]
    assert {each.birth_year for each in left} == {1961}


def test_of_a_small_batch_nobody_can_say_which_remainders_belong_together(cast: Cast, register: Any) -> None:
    """Whoever reads them as they lie in the file, by their ids, or compares them with those of yesterday."""
    for number in range(6):
        person = register(f"Pessoa {number}", birth_year=1940 + number)
        with writing():
            for _ in range(3):
                start_inventory(
                    cast.facilitator.actor,
                    municipality_id=cast.here,
                    language="pt",
                    origin="desk",
                    participant_id=person.id,
                )
    yesterday = set[UUID]()
    for batch in (slice(0, 3), slice(3, 6)):
        with writing():
            people = db.session.scalars(select(Participant).order_by(Participant.name)).all()
            erase_over(SYSTEM, people=people[:3])
        as_they_lie = lying()
        assert len(as_they_lie) == 3 * 7 * (1 if batch.start == 0 else 2)
        years = [year or 0 for _, year in as_they_lie]
        assert years != sorted(years)
        ids = {each for each, _ in as_they_lie}
        assert not ids & yesterday
        assert {each.version for each in ids} == {4}, "an id that tells no time"
        yesterday = ids


def lying() -> list[tuple[UUID, int | None]]:
    """The remainders in the order in which the engine keeps them."""
    db.session.rollback()
    place = text("rowid") if db.engine.dialect.name == "sqlite" else text("ctid")
    query = select(Remainder.id, Remainder.birth_year).order_by(place)
    return [(row[0], row[1]) for row in db.session.execute(query)]
