"""Pressing twice, a lost answer, a browser that repeats: the same request is carried out once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from app.core.application import Autonomus
from app.core.db import new_id

Names = Callable[[], list[str]]
HERE = {"Host": "localhost"}


def test_the_same_request_gets_the_same_redirect_and_one_row(probe: Autonomus, names: Names) -> None:
    client, key = probe.test_client(), str(new_id())
    answers = [
        client.post("/probe/organisations/once", data={"request_key": key}, headers=HERE) for _ in range(3)
    ]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/probe/once")] * 3
    assert names() == ["once"]


def test_the_same_key_with_other_content_is_a_conflict(probe: Autonomus, names: Names) -> None:
    client, key = probe.test_client(), str(new_id())
    client.post("/probe/organisations/once", data={"request_key": key, "a": "1"}, headers=HERE)
    answer = client.post("/probe/organisations/once", data={"request_key": key, "a": "2"}, headers=HERE)
    assert answer.status_code == 409
    assert names() == ["once"]


def test_the_same_key_with_another_file_is_a_conflict_and_not_the_answer_about_the_first(
    probe: Autonomus, names: Names
) -> None:
    client, key = probe.test_client(), str(new_id())

    def send(name: str, content: bytes) -> int:
        data = {"request_key": key, "file": (BytesIO(content), name)}
        return client.post("/probe/files", data=data, headers=HERE).status_code

    assert [send("a.csv", b"first"), send("a.csv", b"first")] == [303, 303]
    assert [send("a.csv", b"second"), send("b.csv", b"first")] == [409, 409]
    assert names() == ["first"]


def test_the_same_key_with_another_question_is_a_conflict(probe: Autonomus, names: Names) -> None:
    client, data = probe.test_client(), {"request_key": str(new_id())}
    for query, status in (("", 303), ("", 303), ("?of=another", 409)):
        answer = client.post(f"/probe/organisations/once{query}", data=data, headers=HERE)
        assert answer.status_code == status
    assert names() == ["once"]


def test_a_refused_request_may_be_sent_again(probe: Autonomus, names: Names) -> None:
    client, data = probe.test_client(), {"request_key": str(new_id())}
    assert client.post("/probe/organisations/x?status=422", data=data, headers=HERE).status_code == 422
    assert client.post("/probe/organisations/x", data=data, headers=HERE).status_code == 303
    assert names() == ["x"]


def test_two_at_the_same_moment_are_one(probe: Autonomus, names: Names) -> None:
    data = {"request_key": str(new_id())}

    def send(_: int) -> int:
        return probe.test_client().post("/probe/organisations/race", data=data, headers=HERE).status_code

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(send, range(6))) == [303] * 6
    assert names() == ["race"]
