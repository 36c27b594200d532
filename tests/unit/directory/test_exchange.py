"""The exchange format: nothing is lost on the way in and out, whatever stands in a row."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.index.vocabulary import vocabulary
from app.directory.services.exchange import SERVICE, STRUCTURE, Record, Row, to_ours, to_theirs

FRENCH_THEMES = [each for value in vocabulary("themes").values() for each in value.exchange]
FRENCH_GROUPS = [each for value in vocabulary("groups").values() for each in value.exchange]
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
SOLID = TEXT.map(lambda text: f"a {text}").filter(lambda text: len(text) < 60)
LEAF = st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.floats(allow_nan=False) | TEXT
JSON = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
)
DAYS = st.dates(date(2000, 1, 1), date(2026, 1, 1)).map(date.isoformat)


def values(known: list[str]) -> st.SearchStrategy[list[str]]:
    """Known and unknown ones, twice too."""
    return st.lists(st.sampled_from(known) | TEXT, max_size=4)


ROWS = st.builds(
    lambda base, known, unknown: {**{f"x{key}": value for key, value in unknown.items()}, **known, **base},
    st.fixed_dictionaries(
        {
            "source": SOLID,
            "id": SOLID,
            "structure_id": SOLID,
            "nom": SOLID,
            "description": SOLID,
            "date_maj": DAYS,
        }
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "thematiques": values(FRENCH_THEMES),
            "publics": values(FRENCH_GROUPS),
            "frais": st.sampled_from(["gratuit", "payant"]) | TEXT,
            "type": st.sampled_from(["atelier", "formation"]) | TEXT,
            "zone_eligibilite": st.lists(TEXT, max_size=3),
            "telephone": st.text("0123456789 +", max_size=20),
            "longitude": st.floats(-180, 180) | st.integers(-180, 180),
            "nombre_semaines": st.integers(1, 50),
            "frais_precisions": TEXT,
            "horaires_accueil": st.sampled_from(["Mo-Fr 09:00-12:00", " 24/7 ", "PH off"]),
            "courriel": st.sampled_from(["a@example.org", " b@example.org"]),
            "autonomus": JSON,
        },
    ),
    st.dictionaries(TEXT, JSON, max_size=3),
)


def read(row: Row) -> Record:
    record = to_ours(row, SERVICE).record
    assert record
    return record


def said(row: dict[str, Any]) -> dict[str, Any]:
    """A row without its nulls: they mean the same as nothing."""
    return {key: value for key, value in row.items() if value is not None}


@given(ROWS)
def test_a_row_goes_out_as_it_came_in(row: dict[str, Any]) -> None:
    assert said(to_theirs(read(row), SERVICE)) == said(row)


OWN = st.fixed_dictionaries(
    {},
    optional={
        "themes": st.lists(st.sampled_from([v.key for v in vocabulary("themes").values()]), unique=True),
        "groups": st.lists(st.sampled_from([v.key for v in vocabulary("groups").values()]), unique=True),
        "languages": st.lists(st.sampled_from(["pt", "uk", "ar"]), unique=True),
        "needs": st.lists(st.sampled_from(["housing", "idea"]), unique=True),
        "what_to_bring": st.sampled_from(["O passaporte.", "Nada.\nSó vir."]),
        "check_every": st.sampled_from([30, 90, 180]),
        "checked_on": st.dates(date(2020, 1, 1), date(2026, 1, 1)),
        "texts": st.just({"uk": {"name": "Послуга"}}),
        "cost": st.sampled_from(["free", "paid", ""]),
    },
)


@given(OWN)
def test_what_only_we_have_comes_back_from_elsewhere(own: dict[str, Any]) -> None:
    base = read(
        {
            "source": "s",
            "id": "s--1",
            "structure_id": "s--2",
            "nom": "N",
            "description": "D",
            "date_maj": "2026-01-01",
        }
    )
    record = {**base, **own}
    again = read(to_theirs(record, SERVICE))
    for name, value in own.items():
        if isinstance(value, list):
            assert set(again[name]) == set(value)
        else:
            assert again[name] == value


def test_after_a_change_here_ours_goes_out_and_the_rest_stays_theirs() -> None:
    row = {
        "source": "s", "id": "s--1", "structure_id": "s--2", "nom": "N", "description": "D",
        "date_maj": "2026-01-01", "publics": ["residents-qpv-frr"], "telephone": " 1 ", "score_qualite": 0.5,
    }  # fmt: skip
    record = read(row)
    record["groups"] = ["young"]
    out = to_theirs(record, SERVICE)
    assert out["publics"] == ["jeunes"]
    assert (out["telephone"], out["score_qualite"]) == (" 1 ", 0.5)


def test_the_layout_has_every_field() -> None:
    assert len(SERVICE[0]) == len({field.theirs for field in SERVICE[0]}) == 33
    assert len(STRUCTURE[0]) == len({field.theirs for field in STRUCTURE[0]}) == 20


@pytest.mark.parametrize(
    ("changes", "problem", "field"),
    [
        ({"nom": None}, "missing", "nom"),
        ({"nom": " \n "}, "missing", "nom"),
        ({"nom": "x" * 201}, "too_long", "nom"),
        ({"nom": 5}, "not_text", "nom"),
        ({"date_maj": "ontem"}, "no_day", "date_maj"),
        ({"date_maj": "2999-01-01"}, "no_day", "date_maj"),
        ({"longitude": "8"}, "no_number", "longitude"),
        ({"longitude": float("nan")}, "no_number", "longitude"),
        ({"nombre_semaines": 1.5}, "no_number", "nombre_semaines"),
        ({"thematiques": "x"}, "no_list", "thematiques"),
        ({"horaires_accueil": "segunda"}, "bad_hours", "horaires_accueil"),
        ({"courriel": "nobody"}, "bad_mail", "courriel"),
        ({"lien_source": "javascript:alert(1)"}, "bad_link", "lien_source"),
        ({"frais": ["gratuit"]}, "not_text", "frais"),
    ],
)
def test_a_broken_row_says_what_is_wrong(changes: dict[str, Any], problem: str, field: str) -> None:
    row = {
        "source": "s",
        "id": "s--1",
        "structure_id": "s--2",
        "nom": "N",
        "description": "D",
        "date_maj": "2026-01-01",
    }
    found = to_ours({**row, **changes}, SERVICE)
    assert [(each.problem, each.field) for each in found.faults] == [(problem, field)]
    assert (found.record is None) == (field in {"nom", "date_maj"})
