"""What a device carries of its pack opens its records on a server that has forgotten the pack."""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from app.core.application import Autonomus
from app.core.db import new_id
from app.core.encryption import Unreadable, encrypt
from app.core.key_file import LOST, KeyKind, KeyRing
from app.core.keyring import keyring
from app.outreach.packs.keys import carried_by, carried_of, new_keys, read_carried
from app.outreach.packs.models import Pack

PREPARED = datetime(2027, 3, 1, 8, tzinfo=UTC)


def a_pack(device_id: UUID | None = None) -> Pack:
    public_key, private_key = new_keys()
    return Pack(
        id=new_id(),
        municipality_id=uuid4(),
        session_id=uuid4(),
        device_id=device_id,
        prepared_by=uuid4(),
        public_key=public_key,
        private_key=private_key,
        created_at=PREPARED,
    )


@pytest.mark.parametrize("device_id", [None, uuid4()])
def test_what_is_carried_says_everything_the_row_says(app: Autonomus, device_id: UUID | None) -> None:
    pack = a_pack(device_id)
    assert read_carried(carried_of(pack), pack.id) == carried_by(pack)


def test_whoever_has_the_tablet_reads_nothing_of_it(app: Autonomus) -> None:
    pack = a_pack()
    carried = carried_of(pack)
    assert pack.private_key
    for planted in (pack.private_key, str(pack.session_id), str(pack.prepared_by)):
        assert planted not in carried


def test_what_is_carried_belongs_to_its_pack_alone(app: Autonomus) -> None:
    with pytest.raises(Unreadable):
        read_carried(carried_of(a_pack()), uuid4())


@pytest.mark.parametrize("text", ["", "x", "development:", "development:AAAA", "unknown:AAAA", "ø", ":"])
def test_what_was_never_given_is_unreadable(app: Autonomus, text: str) -> None:
    with pytest.raises(Unreadable):
        read_carried(text, uuid4())


@pytest.mark.parametrize("content", [[], {}, {"pack": "x"}, {"device": 7}, None])
def test_what_says_something_else_is_unreadable(app: Autonomus, content: object) -> None:
    pack_id = uuid4()
    with pytest.raises(Unreadable):
        read_carried(encrypt(json.dumps(content), f"outreach_pack.carried:{pack_id}"), pack_id)


@pytest.mark.parametrize("left", [{"development": LOST, "new": bytes(32)}, {"new": bytes(32)}])
def test_a_key_that_is_lost_makes_it_unreadable_and_breaks_nothing(
    app: Autonomus, monkeypatch: pytest.MonkeyPatch, left: dict[str, bytes]
) -> None:
    pack = a_pack()
    carried = carried_of(pack)
    others = KeyRing({**keyring().keys, KeyKind.ENCRYPTION: left})
    monkeypatch.setattr("app.core.encryption.keyring", lambda: others)
    with pytest.raises(Unreadable):
        read_carried(carried, pack.id)
