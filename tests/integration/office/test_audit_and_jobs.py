"""What the administrator looks after: the trail and its chain, and work that was given up."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.accounts.models import Membership
from app.core import audit, jobs
from app.core.db import db, new_id
from app.core.feature import Trail, declared
from app.core.unit_of_work import writing
from app.office.trail import ACTS
from tests.cast import Cast
from tests.counting import AT_MOST, cost
from tests.engines import Engine
from tests.factories.one_of_each import making
from tests.integration.core.intruder import Intruder
from tests.integration.core.trails import explain
from tests.integration.office.conftest import ClientFor, Register


def test_the_trail_says_who_did_what(client_for: ClientFor, cast: Cast, register: Register) -> None:
    for number in range(30):
        register(f"Pessoa {number}")
    client = client_for(cast.administrator)
    page = client.get("/audit")
    assert "Colleague registou participante" in page.text
    assert "Pessoa" not in page.text, "whoever runs the portal does not thereby see people"
    older = page.soup.select_one('a[rel="next"]')
    assert older is not None
    assert client.get(str(older["href"])).soup.select_one("tbody tr") is not None


def test_the_trail_is_narrowed_and_taken_away(client_for: ClientFor, cast: Cast, register: Register) -> None:
    one, other = register("Rosa Dias"), register("Rui Dias")
    client = client_for(cast.administrator)
    page = client.get(f"/audit?participant={one.id}")
    assert one.id.hex[-6:] in page.text
    assert other.id.hex[-6:] not in page.text
    assert not client.get(f"/audit?by={cast.administrator.id}").soup.select("tbody tr")
    assert client.get("/audit?kind=participant&since=1&since=1&since=2020").soup.select("tbody tr")
    assert not client.get("/audit?until=1&until=1&until=2020").soup.select("tbody tr")
    for wrong in ("since=31&since=2&since=2026", "kind=nothing", "participant=x"):
        client.get(f"/audit?{wrong}", status=422)
        client.get(f"/audit.csv?{wrong}", status=422)
    file = client.get(f"/audit.csv?participant={one.id}", judge=False).response.get_data(as_text=True)
    assert one.id.hex[-6:] in file
    assert "Rosa" not in file
    assert "levou o registo de ações" in client.get("/audit").text


def test_people_are_named_to_whoever_sees_them(client_for: ClientFor, cast: Cast, register: Register) -> None:
    seen = register("Rosa Dias")
    register("Rui Prata", sealed=True)
    with writing():
        own = select(Membership).where(Membership.staff_id == cast.administrator.id)
        held = db.session.scalars(own).one()
        second = {name: getattr(held, name) for name in ("staff_id", "organisation_id", "municipality_id")}
        db.session.add(Membership(id=new_id(), role="facilitator", **second))
    page = client_for(cast.administrator).get("/audit")
    assert "registou Rosa Dias" in page.text
    assert "Rui Prata" not in page.text
    assert f"participante {seen.id.hex[-6:]}" not in page.text


def test_every_act_has_a_sentence(app: Flask) -> None:
    """No entry is told by its name in the code."""
    own = {name for trail in declared(Trail, app) for name in trail.acts}
    known = {*ACTS, *(name.partition(".")[2] for name in own)}
    written = [*_written(Path(app.root_path))]
    assert len(written) > 80, "the search finds what is written"
    plain = {f"{kind}.{act}" for trail in declared(Trail, app) for kind in trail.things for act in ACTS}
    assert [act for act in written if act not in known | own | plain] == []


def _written(folder: Path) -> Iterator[str]:
    """The acts that the code names where it writes an entry."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                words = [each.value for each in node.keywords if each.arg == "act"]
                if ast.unparse(node.func).rpartition(".")[2] == "record":
                    words += node.args[1:2]
                yield from (
                    str(each.value) for each in words if isinstance(each, ast.Constant) and each.value
                )


def test_the_chain_is_checked(client_for: ClientFor, cast: Cast, register: Register) -> None:
    register()
    with making():
        audit.seal()
    client = client_for(cast.administrator)
    assert client.get("/audit/verification").soup.select_one(".notice-good") is not None


def test_a_changed_trail_is_said(
    client_for: ClientFor, cast: Cast, register: Register, engine: Engine
) -> None:
    register()
    audit.seal_waiting()
    Intruder(engine.url).do("UPDATE audit_entry SET action = 'x' WHERE id = ENTRY 1")
    page = client_for(cast.administrator).get("/audit/verification")
    assert page.soup.select_one(".notice-good") is None
    assert page.soup.select_one(".notice-bad") is not None


def test_a_change_that_was_explained_is_neither_good_nor_bad(
    client_for: ClientFor, cast: Cast, register: Register, engine: Engine
) -> None:
    register()
    audit.seal_waiting()
    Intruder(engine.url).do("UPDATE audit_entry SET action = 'x' WHERE id = ENTRY 1")
    explain()
    page = client_for(cast.administrator).get("/audit/verification")
    assert page.soup.select_one(".notice-good, .notice-bad") is None
    assert page.soup.select_one(".notice-info") is not None


def test_another_municipalitys_acts_are_not_listed(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    register()
    assert "participant.created" not in client_for(cast.stranger_administrator).get("/audit").text


def test_dead_jobs_are_listed_without_their_content(client_for: ClientFor, cast: Cast) -> None:
    client = client_for(cast.administrator)
    assert client.get("/jobs/dead").soup.select_one(".empty") is not None
    with making():
        job_id = jobs.enqueue("mail.send", {"to": "ana@example.org"})
        job = db.session.get_one(jobs.Job, job_id)
        job.state, job.last_error = "dead", "SMTPServerDisconnected"
    page = client.get("/jobs/dead")
    assert "SMTPServerDisconnected" in page.text
    assert "ana@" not in page.text


def test_who_may_look(client_for: ClientFor, cast: Cast) -> None:
    for path in ("/audit", "/audit/verification", "/jobs/dead"):
        client_for(cast.coordinator).get(path, status=403)
        client_for(cast.administrator).post(path, status=405)


def test_reads_do_not_grow(client_for: ClientFor, cast: Cast, register: Register) -> None:
    register()
    client = client_for(cast.administrator)
    few = cost(client, "/audit")
    for number in range(12):
        register(f"Pessoa {number}")
    assert cost(client, "/audit") == few <= AT_MOST
