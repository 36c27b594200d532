"""One request, one transaction: what was acknowledged is there, what was not left no trace."""

from collections.abc import Callable

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


def test_an_answer_does_not_leave_without_what_must_be_kept_beside_it(probe: Autonomus) -> None:
    assert probe.test_client().post("/probe/unkept", headers=HERE).status_code == 503
