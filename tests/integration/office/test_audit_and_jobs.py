"""What the administrator looks after: the trail and its chain, and work that was given up."""

from app.core import audit, jobs
from app.core.db import db
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
    assert "participant.created" in page.text
    assert "Colleague" in page.text
    assert "Pessoa" not in page.text
    older = page.soup.select_one('a[rel="next"]')
    assert older is not None
    assert client.get(str(older["href"])).soup.select_one("tbody tr") is not None


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
