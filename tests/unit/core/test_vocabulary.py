"""Lists in files: words by language, and values that are no longer offered."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.texts import Text
from app.core.vocabulary import Value, Vocabulary, read_vocabulary, read_words

FILE = """
[[value]]
key = "transport"
by = "person"
also = ["bus", "car"]
name = {pt = "Falta de transporte", uk = "Немає транспорту"}

[[value]]
key = "weather"
is_retired = true
name = {pt = "Mau tempo"}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Value):
    by: str = ""
    also: tuple[str, ...] = ()


@pytest.fixture
def reasons(tmp_path: Path) -> Vocabulary[Reason]:
    (tmp_path / "reasons.toml").write_text(FILE, "utf-8")
    return read_vocabulary(tmp_path / "reasons.toml", Reason)


def test_words_are_those_of_the_language_or_portuguese(reasons: Vocabulary[Reason]) -> None:
    assert reasons["transport"].name("uk") == Text("Немає транспорту", "uk")
    assert reasons["transport"].name("ar") == Text("Falta de transporte", "pt")
    assert reasons["transport"].also == ("bus", "car")


def test_a_retired_value_stays_readable_and_is_offered_to_whoever_has_it(reasons: Vocabulary[Reason]) -> None:
    assert list(reasons.offered()) == ["transport"]
    assert list(reasons.offered(kept=["weather"])) == ["transport", "weather"]
    assert reasons.name("weather", "pt").value == "Mau tempo"
    assert reasons.name("forgotten", "pt").value == "forgotten"


def test_a_value_is_known_by_key_or_name_in_any_spelling(reasons: Vocabulary[Reason]) -> None:
    for typed in ("transport", "FALTA DE TRANSPORTE", "Немає транспорту"):
        assert reasons.meant(typed) is reasons["transport"]
    assert reasons.meant("Mau tempo") is None, "nobody can choose what is retired"


def test_a_slip_in_the_file_is_found_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "slip.toml").write_text(FILE.replace("is_retired", "retried"), "utf-8")
    with pytest.raises(TypeError, match="retried"):
        read_vocabulary(tmp_path / "slip.toml", Reason)


def test_sentences(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[date]\npt = "Data"\nuk = "Дата"\n', "utf-8")
    assert read_words(tmp_path / "words.toml")["date"]["uk"] == "Дата"
