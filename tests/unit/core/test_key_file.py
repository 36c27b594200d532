"""Keys stand in a file of their own; a wrong one is refused in words that tell nothing of a key."""

import base64
import hashlib
from pathlib import Path

import pytest

from app.core.config import Config, ConfigError
from app.core.key_file import LOST, BadKeys, KeyKind, MissingKey, read
from tests.unit.core.test_config import GOOD


def line(kind: str, name: str) -> str:
    """A key that is the same in every process: tests are named by it."""
    key = hashlib.sha256(f"{kind} {name}".encode()).digest()
    return f"{kind} {name} {base64.b64encode(key).decode()}\n"


def test_the_last_line_of_a_kind_is_in_use_and_the_others_still_open() -> None:
    ring = read("# ours\n\n" + line("encryption", "old") + line("index", "one") + line("encryption", "new"))
    assert ring.current(KeyKind.ENCRYPTION) == "new"
    assert ring.current(KeyKind.INDEX) == "one"
    assert len(ring.key(KeyKind.ENCRYPTION, "old")) == 32


def test_a_missing_key_says_which_and_what_to_do() -> None:
    ring = read(line("encryption", "new") + line("index", "one"))
    with pytest.raises(MissingKey, match=r"encryption key “old”.*put its line back.*lost"):
        ring.key(KeyKind.ENCRYPTION, "old")


def test_a_key_that_is_gone_for_good_is_said_to_be_lost_but_never_the_one_in_use() -> None:
    rest = line("encryption", "new") + line("index", "one")
    assert read("encryption old lost\n" + rest).key(KeyKind.ENCRYPTION, "old") == LOST
    with pytest.raises(BadKeys, match="no encryption key in use"):
        read(rest + "encryption newest lost\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no encryption key in use"),
        (line("encryption", "a"), "no index key in use"),
        ("encryption a\n", "line 1: it must be"),
        ("signing a " + "A" * 44, "line 1: it must be"),
        (line("encryption", "A"), "a name has up to 20"),
        ("encryption a c2hvcnQ=\n", "not 32 random bytes"),
        ("encryption a " + base64.b64encode(bytes(32)).decode(), "not 32 random bytes"),
        ("encryption a päß\n", "not 32 random bytes"),
        (line("encryption", "a") * 2, "twice"),
    ],
)
def test_a_wrong_file_is_told_by_line_and_without_its_keys(text: str, said: str) -> None:
    with pytest.raises(BadKeys, match=said) as refused:
        read(text)
    assert not any(word in str(refused.value) for word in text.split() if len(word) > 20)


def test_production_names_each_thing_that_is_wrong_with_its_file(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    file = data / "keys"
    file.write_text("encryption a nothing\n")
    file.chmod(0o644)
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({**GOOD, "DATA_FOLDER": str(data), "KEYS_FILE": str(file)})
    told = str(refused.value)
    for problem in ("lies in DATA_FOLDER", "open to everybody", "line 1"):
        assert problem in told
    with pytest.raises(ConfigError, match="cannot be read"):
        Config.from_environment({**GOOD, "KEYS_FILE": str(tmp_path / "none")})
