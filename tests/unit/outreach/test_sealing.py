"""What a device sealed is opened by its pack's key and by nothing else."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outreach.packs.keys import new_keys
from app.outreach.packs.sealing import NotOpened, open_box, packed, seal_box, unpacked

CHROMIUM: dict[str, Any] = json.loads(Path(__file__).with_name("box.json").read_text("utf-8"))
"""A box that Chromium's Web Crypto sealed, with its pack's keys."""


def a_box(content: bytes = b"Ana") -> tuple[dict[str, Any], str]:
    public_key, private_key = new_keys()
    box = seal_box(content, public_key=public_key, pack_id=uuid4(), record_id=uuid4(), carried="told")
    return box, private_key


def test_a_box_that_a_browser_sealed_is_opened() -> None:
    opened = open_box(CHROMIUM["envelope"], CHROMIUM["private"])
    assert opened.decode() == CHROMIUM["content"]


@given(st.binary(max_size=500))
def test_what_was_sealed_comes_out_again(content: bytes) -> None:
    box, private_key = a_box(content)
    assert open_box(box, private_key) == content


def test_a_box_travels_as_json_and_says_whose_it_is() -> None:
    pack_id, record_id = uuid4(), uuid4()
    public_key, private_key = new_keys()
    box = seal_box(b"Ana", public_key=public_key, pack_id=pack_id, record_id=record_id, carried="told")
    assert (box["pack"], box["record"], box["carried"]) == (str(pack_id), str(record_id), "told")
    assert open_box(json.loads(json.dumps(box)), private_key) == b"Ana"


@pytest.mark.parametrize("name", ["record", "pack"])
def test_a_box_carried_to_another_record_or_pack_opens_no_more(name: str) -> None:
    box, private_key = a_box()
    with pytest.raises(NotOpened):
        open_box({**box, name: str(uuid4())}, private_key)


@pytest.mark.parametrize("name", ["point", "iv", "sealed"])
def test_a_box_with_one_bit_changed_opens_no_more(name: str) -> None:
    box, private_key = a_box()
    content = bytearray(unpacked(box[name]))
    content[-1] ^= 1
    with pytest.raises(NotOpened):
        open_box({**box, name: packed(bytes(content))}, private_key)


def test_the_key_of_another_pack_opens_nothing() -> None:
    box, _ = a_box()
    with pytest.raises(NotOpened):
        open_box(box, new_keys()[1])


@pytest.mark.parametrize("key", ["", "A", "not base64url!", packed(bytes(32)), packed(b"\xff" * 32)])
def test_what_is_no_key_opens_nothing(key: str) -> None:
    with pytest.raises(NotOpened):
        open_box(a_box()[0], key)


@pytest.mark.parametrize(
    "harm",
    [
        {"v": 2},
        {"v": None},
        {"record": "x"},
        {"record": 7},
        {"pack": None},
        {"point": "AA"},
        {"point": packed(b"\x04" + bytes(64))},
        {"point": ["AA"]},
        {"iv": ""},
        {"iv": "A"},
        {"sealed": ""},
        {"sealed": "ø"},
        {"sealed": {}},
    ],
    ids=str,
)
def test_nonsense_is_no_box(harm: dict[str, object]) -> None:
    box, private_key = a_box()
    with pytest.raises(NotOpened):
        open_box({**box, **harm}, private_key)
    (name,) = harm
    with pytest.raises(NotOpened):
        open_box({each: value for each, value in box.items() if each != name}, private_key)


def test_keys_are_what_a_browser_reads() -> None:
    public_key, private_key = new_keys()
    assert (len(unpacked(public_key)), unpacked(public_key)[0]) == (65, 4)
    assert len(unpacked(private_key)) == 32
    assert "=" not in public_key + private_key
    assert new_keys() != new_keys()


def test_the_same_record_sealed_twice_shows_nobody_that_it_is_the_same() -> None:
    public_key, _ = new_keys()
    same = {"public_key": public_key, "pack_id": UUID(int=1), "record_id": UUID(int=2), "carried": ""}
    first, second = (seal_box(b"Ana", **same) for _ in range(2))  # type: ignore[arg-type]
    assert first["sealed"] != second["sealed"]
    assert first["point"] != second["point"]
