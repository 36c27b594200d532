"""One request, one transaction: what was acknowledged is there, what was not left no trace."""

from collections.abc import Callable
from io import BytesIO

import pytest

from app.core.application import Autonomus
from app.core.errors import Throttled
from app.core.throttle import check

Names = Callable[[], list[str]]
HERE = {"Host": "localhost"}


@pytest.mark.parametrize("status", [200, 303])
def test_a_successful_post_is_kept(probe: Autonomus, names: Names, status: int) -> None:
    probe.test_client().post(f"/probe/organisations/kept?status={status}", headers=HERE)
    assert names() == ["kept"]


@pytest.mark.parametrize("status", [400, 409, 422, 500])
def test_a_refused_post_leaves_nothing(probe: Autonomus, names: Names, status: int) -> None:
    probe.test_client().post(f"/probe/organisations/lost?status={status}", headers=HERE)
    assert names() == []


def test_a_get_writes_nothing(probe: Autonomus, names: Names) -> None:
    probe.test_client().get("/probe/organisations/lost?status=200", headers=HERE)
    assert names() == []


def test_a_failed_request_is_still_counted(probe: Autonomus, names: Names) -> None:
    client = probe.test_client()
    assert client.post("/probe/failure", headers=HERE).status_code == 409
    assert names() == []
    with probe.test_request_context(), pytest.raises(Throttled):
        check("probe", "failure", limit=1)


def test_a_full_disk_has_its_page_and_nothing_is_half_written(probe: Autonomus, names: Names) -> None:
    answer = probe.test_client().post("/probe/full-disk", headers=HERE)
    assert answer.status_code == 503
    assert "<h1" in answer.get_data(as_text=True)
    assert names() == []


@pytest.mark.parametrize("status", [200, 303])
def test_what_is_said_belongs_to_what_is_kept(probe: Autonomus, status: int) -> None:
    client = probe.test_client()
    client.post(f"/probe/said?status={status}", headers=HERE)
    with client.session_transaction() as session:
        assert (session["_flashes"], session["kept"]) == ([("good", "It is kept.")], "yes")


@pytest.mark.parametrize("failing", ["full-disk", "conflict", "commit", "unkept"])
def test_what_is_not_kept_is_not_said(probe: Autonomus, failing: str) -> None:
    """Neither on the page that says that nothing could be kept, nor on the next one."""
    client = probe.test_client()
    with client.session_transaction() as session:
        session["before"] = "yes"
    answer = client.post(f"/probe/said?failing={failing}", headers=HERE)
    assert answer.status_code == {"full-disk": 503, "unkept": 503}.get(failing, 409)
    assert "It is kept." not in answer.get_data(as_text=True)
    with client.session_transaction() as session:
        assert dict(session).keys() & {"before", "_flashes", "kept"} == {"before"}


def test_what_an_earlier_request_said_waits_for_a_page_that_can_say_it(probe: Autonomus) -> None:
    client = probe.test_client()
    client.post("/probe/said", headers=HERE)
    refused = client.post("/probe/full-disk", headers=HERE)
    assert "It is kept." not in refused.get_data(as_text=True)
    with client.session_transaction() as session:
        assert session["_flashes"] == [("good", "It is kept.")]


def send_with_a_file(probe: Autonomus, times: int) -> tuple[int, list[tuple[str, str]]]:
    client = probe.test_client()
    typed = {"name": "lista", "file": (BytesIO(b"uma"), "lista.csv")}
    status = client.post(f"/probe/met?times={times}", headers=HERE, data=typed).status_code
    with client.session_transaction() as session:
        return status, session.get("_flashes", [])


def test_who_met_another_begins_anew_with_nothing_left_of_the_first_run(
    probe: Autonomus, names: Names
) -> None:
    assert send_with_a_file(probe, times=1) == (303, [("good", "uma lista")])
    assert names() == ["run 1"]
    with probe.test_request_context(), pytest.raises(Throttled):
        check("probe", "met", limit=1)
    with probe.test_request_context():
        check("probe", "met", limit=2)


def test_what_stays_a_contradiction_is_one(probe: Autonomus, names: Names) -> None:
    assert send_with_a_file(probe, times=9) == (409, [])
    assert probe.extensions["met"] == ["uma", "uma"], "twice and no more"
    assert names() == []


def test_an_answer_does_not_leave_without_what_must_be_kept_beside_it(probe: Autonomus) -> None:
    assert probe.test_client().post("/probe/unkept", headers=HERE).status_code == 503
