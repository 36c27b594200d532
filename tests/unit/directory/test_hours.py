"""Opening hours: checked, evaluated, said in four languages, and as rows."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory import hours
from app.directory.hours import Row

LISBON = "Europe/Lisbon"
WORKDAYS = "Mo-Fr 09:00-12:30,14:00-17:30; PH off"
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))
ROWS = st.lists(
    st.builds(
        lambda days, pair: Row(tuple(sorted(days)), min(pair), max(pair)),
        st.sets(st.integers(0, 6), min_size=1),
        st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] != pair[1]),
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    "expression", [WORKDAYS, "24/7", "Mo[1] 10:00-12:00", 'Mo 09:00-10:00 "com marcação"']
)
def test_good_hours_have_no_problem(expression: str) -> None:
    assert hours.problem(expression) is None


@pytest.mark.parametrize(
    ("expression", "piece"),
    [("segunda 9h", "segunda 9h"), ("Mo-Fr 9-12", "9-12"), ("", ""), ("Mo" * 400, "Mo" * 10)],
)
def test_bad_hours_say_where_they_stop_to_be_understood(expression: str, piece: str) -> None:
    assert hours.problem(expression) == piece
    assert hours.open_now(expression, datetime(2026, 3, 2, tzinfo=UTC), LISBON) is None
    assert hours.in_words(expression, "pt") == expression


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        ("2026-03-02T09:00+00:00", True),
        ("2026-03-02T13:00+00:00", False),
        ("2026-03-01T10:00+00:00", False),  # a Sunday
        ("2026-12-08T10:00+00:00", False),  # Imaculada Conceição, a Tuesday
        ("2026-06-10T10:00+00:00", False),  # Dia de Portugal, a Wednesday
        ("2026-07-06T08:00+00:00", True),  # in summer Lisbon is an hour ahead
    ],
)
def test_whether_it_is_open_is_asked_in_the_zone_of_the_place(instant: str, is_open: bool) -> None:
    assert hours.open_now(WORKDAYS, datetime.fromisoformat(instant), LISBON) is is_open


def test_the_same_instant_is_another_hour_in_the_azores() -> None:
    at_nine_in_lisbon = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert hours.open_now("Mo 09:00-10:00", at_nine_in_lisbon, LISBON)
    assert not hours.open_now("Mo 09:00-10:00", at_nine_in_lisbon, "Atlantic/Azores")


@pytest.mark.parametrize(
    ("expression", "language", "words"),
    [
        (WORKDAYS, "pt", "Segunda a sexta, 9h00–12h30 e 14h00–17h30; fechado nos feriados"),
        (WORKDAYS, "en", "Monday to Friday, 9:00–12:30 and 14:00–17:30; closed on public holidays"),
        (WORKDAYS, "uk", "Понеділок – п’ятниця, 9:00–12:30 і 14:00–17:30; у святкові дні зачинено"),
        (
            WORKDAYS,
            "ar",
            "من الاثنين إلى الجمعة، من 9:00 إلى 12:30 ومن 14:00 إلى 17:30؛ مغلق في أيام العطل الرسمية",
        ),
        ("24/7", "pt", "Sempre aberto"),
        ("Mo[1] 10:00-12:00", "pt", "1.ª segunda de cada mês, 10h00–12h00"),
        ("Sa[-1] 10:00-12:00", "en", "Last Saturday of each month, 10:00–12:00"),
        ("Jul-Aug Mo-Fr 09:00-13:00", "pt", "De julho a agosto: segunda a sexta, 9h00–13h00"),
        ("Mo,We 09:00+", "pt", "Segunda e quarta, a partir das 9h00"),
        ("Dec 25 off", "uk", "Зачинено: 25 грудня"),
        ('Mo 09:00-10:00 "com marcação"', "pt", "Segunda, 9h00–10h00 (com marcação)"),
        (WORKDAYS, "zz", "Segunda a sexta, 9h00–12h30 e 14h00–17h30; fechado nos feriados"),
    ],
)
def test_hours_are_said_as_people_say_them(expression: str, language: str, words: str) -> None:
    assert hours.in_words(expression, language) == words


@pytest.mark.clock("2026-03-02T10:00+00:00")
def test_what_has_no_words_is_worked_out_for_the_coming_days() -> None:
    words = hours.in_words("week 2-53/2 Fr 09:00-12:00", "pt")
    assert words == "Sexta, 9h00–12h00"  # the tenth week


@pytest.mark.clock("2026-03-09T10:00+00:00")
def test_a_week_in_which_it_is_closed_says_so() -> None:
    assert hours.in_words("week 2-53/2 Fr 09:00-12:00", "pt") == "Fechado"


@given(ROWS)
def test_rows_become_an_expression_that_the_parser_understands(rows: list[Row]) -> None:
    expression = hours.weekly(rows)
    assert not rows or hours.problem(expression) is None
    again = hours.rows_of(expression)
    assert again is not None
    assert hours.weekly(again) == expression
    assert {(day, row.opens, row.closes) for row in rows for day in row.days} == {
        (day, row.opens, row.closes) for row in again for day in row.days
    }


def test_days_with_the_same_times_stand_together() -> None:
    rows = [Row((0, 1, 2, 4), time(9), time(12)), Row((5,), time(10), time(13))]
    assert hours.weekly(rows, closed_on_holidays=False) == "Mo-We,Fr 09:00-12:00; Sa 10:00-13:00"


@pytest.mark.parametrize("expression", ["24/7", "Mo[1] 10:00-12:00", "Fr 22:00-02:00", "Mo 10:00-24:00"])
def test_what_is_more_than_weekly_hours_is_no_rows(expression: str) -> None:
    assert hours.rows_of(expression) is None
