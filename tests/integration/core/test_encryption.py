"""What the database holds encrypted: without its keys it shows nothing, and no value passes for another's."""

import base64
from pathlib import Path

import pytest

from app.core import encryption
from app.core.application import Autonomus
from app.core.config import ConfigError
from app.core.db import db
from app.core.encryption import (
    Unreadable,
    blind_index,
    blind_indexes,
    decrypt,
    demand_keys,
    encrypt,
    missing_keys,
    note_use,
)
from app.core.key_file import KeyKind, MissingKey
from app.factory import create_app
from tests.engines import Engine, disconnect, settings
from tests.key_files import KeyFile, key


def test_a_value_is_read_where_it_was_written_and_nowhere_else(app: Autonomus) -> None:
    kept = encrypt("123456789", "a.b:1")
    assert "123456789" not in kept
    assert kept != encrypt("123456789", "a.b:1"), "equal values must not look equal"
    assert decrypt(kept, "a.b:1") == "123456789"
    for other in ("a.b:2", "a.c:1"):
        with pytest.raises(Unreadable):
            decrypt(kept, other)


@pytest.mark.parametrize("value", ["", "x", "Está sozinha; não telefonar.", "مرحبا 👋", "\0", "a" * 100_000])
def test_any_text_comes_back(app: Autonomus, value: str) -> None:
    assert decrypt(encrypt(value, "a.b:1"), "a.b:1") == value


@pytest.mark.parametrize("change", [lambda kept: kept[:-4], lambda kept: kept + "!", lambda kept: kept[:8]])
def test_a_damaged_value_is_refused(app: Autonomus, change: object) -> None:
    name, _, rest = encrypt("some words", "a.b:1").partition(":")
    flipped = bytearray(base64.b64decode(rest))
    flipped[20] ^= 1
    for damaged in (change(rest), base64.b64encode(flipped).decode()):  # type: ignore[operator]
        with pytest.raises(Unreadable):
            decrypt(f"{name}:{damaged}", "a.b:1")


def test_equal_values_are_found_by_their_keyed_hash_and_by_purpose(app: Autonomus) -> None:
    assert blind_index("123", "a.b") == blind_index("123", "a.b")
    assert blind_index("123", "a.b") != blind_index("123", "a.c")
    assert blind_index("123", "a.b") in blind_indexes("123", "a.b")


def test_a_new_key_counts_at_once_and_the_old_one_still_opens_and_finds(keys: KeyFile) -> None:
    old, old_hash = encrypt("some words", "a.b:1"), blind_index("some words", "a.b")
    keys.write(*keys.lines, key("encryption", "second"), key("index", "second"))
    assert encrypt("some words", "a.b:1").startswith("second:")
    assert decrypt(old, "a.b:1") == "some words"
    assert old_hash in blind_indexes("some words", "a.b")
    assert not [*missing_keys()]


def test_a_missing_key_is_known_without_reading_any_value(keys: KeyFile) -> None:
    kept = encrypt("some words", "a.b:1")
    note_use(KeyKind.ENCRYPTION, kept)
    db.session.commit()
    keys.write(key("encryption", "second"), keys.lines[1])
    assert [missing.name for missing in missing_keys()] == ["first"]
    with pytest.raises(MissingKey, match="first"):
        decrypt(kept, "a.b:1")


def test_the_start_is_refused_with_the_missing_key_s_name_and_what_to_do(keys: KeyFile) -> None:
    demand_keys()
    note_use(KeyKind.ENCRYPTION, encrypt("some words", "a.b:1"))
    db.session.commit()
    keys.write(key("encryption", "second"), keys.lines[1])
    with pytest.raises(ConfigError, match=r"encryption key “first” is not in KEYS_FILE.*put its line back"):
        demand_keys()
    keys.write("encryption first lost", key("encryption", "second"), keys.lines[1])
    demand_keys()


def test_the_start_waits_for_no_migration(engine: Engine, tmp_path: Path) -> None:
    with create_app(settings(engine.empty(), tmp_path)).app_context():
        demand_keys()
        disconnect()


def test_what_a_lost_key_wrote_reads_as_nothing_and_says_so(keys: KeyFile) -> None:
    kept = encrypt("some words", "a.b:1")
    keys.write("encryption first lost", key("encryption", "second"), keys.lines[1])
    assert not decrypt(kept, "a.b:1")
    assert encryption.is_lost(kept)
    assert not [*missing_keys()]


def test_a_file_that_is_being_edited_keeps_nobody_waiting(keys: KeyFile) -> None:
    kept = encrypt("some words", "a.b:1")
    before = keys.lines
    keys.write("encryption hal")
    assert decrypt(kept, "a.b:1") == "some words"
    keys.path.unlink()
    assert decrypt(kept, "a.b:1") == "some words"
    keys.write(*before)
    assert decrypt(kept, "a.b:1") == "some words"
