"""Opening hours: checked, evaluated, said in four languages, and as rows."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.hours.syntax import is_open, problem, read
from app.core.hours.weekly import Row, rows_of, weekly
from app.core.hours.words import in_words
from app.network.holidays import holidays_of_year

LISBON = "Europe/Lisbon"
HOLIDAYS = frozenset(holidays_of_year(LISBON, 2026))
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
    assert problem(expression) is None


@pytest.mark.parametrize(
    ("expression", "piece"),
    [("segunda 9h", "segunda 9h"), ("Mo-Fr 9-12", "9-12"), ("", ""), ("Mo" * 400, "Mo" * 10)],
)
def test_bad_hours_say_where_they_stop_to_be_understood(expression: str, piece: str) -> None:
    assert problem(expression) == piece
    assert is_open(expression, datetime(2026, 3, 2, tzinfo=UTC), LISBON, HOLIDAYS) is None
    assert in_words(expression, "pt") == expression


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-03-02T09:00+00:00", True),
        ("2026-03-02T13:00+00:00", False),
        ("2026-03-01T10:00+00:00", False),  # a Sunday
        ("2026-12-08T10:00+00:00", False),  # Imaculada Conceição, a Tuesday
        ("2026-06-10T10:00+00:00", False),  # Dia de Portugal, a Wednesday
        ("2026-07-06T08:00+00:00", True),  # in summer Lisbon is an hour ahead
    ],
)
def test_whether_it_is_open_is_asked_in_the_zone_of_the_place(instant: str, expected: bool) -> None:
    assert is_open(WORKDAYS, datetime.fromisoformat(instant), LISBON, HOLIDAYS) is expected


def test_the_same_instant_is_another_hour_in_the_azores() -> None:
    at_nine_in_lisbon = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert is_open("Mo 09:00-10:00", at_nine_in_lisbon, LISBON, HOLIDAYS)
    assert not is_open("Mo 09:00-10:00", at_nine_in_lisbon, "Atlantic/Azores", HOLIDAYS)


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
    assert in_words(expression, language) == words


@pytest.mark.parametrize(
    "expression",
    [
        "week 2-53/2 Fr 09:00-12:00",
        "2026 Dec 24-2027 Jan 3 off",
        "Mo-Fr sunrise-(sunset-01:00)",
        "easter -2 days off",
        "SH off",
        "Sa[-2] 10:00-12:00",
        "Mo 10:00-34:00",
    ],
)
def test_what_has_no_words_is_shown_as_written_and_marked(expression: str) -> None:
    assert problem(expression) is None
    assert in_words(expression, "pt") == f"Tal como foi escrito: {expression}"
    assert expression in in_words(expression, "ar")


@pytest.mark.parametrize(
    ("expression", "instant", "expected"),
    [
        ("week 2-53/2 Fr 09:00-12:00", "2026-03-06 10:00", "open"),  # the tenth week
        ("week 2-53/2 Fr 09:00-12:00", "2026-03-13 10:00", "closed"),
        ("Mo-Su 10:00-12:00; 2026 Dec 24-2027 Jan 3 off", "2027-01-02 11:00", "closed"),
        ("Mo-Su 10:00-12:00; 2026 Dec 24-2027 Jan 3 off", "2028-01-02 11:00", "open"),
        ("Mo-Su 10:00-12:00; easter -2 days off", "2026-04-03 11:00", "closed"),
        ("2025-2027/2 10:00-12:00", "2026-04-03 11:00", "closed"),
        ("2025+ 10:00-12:00", "2026-04-03 11:00", "open"),
        ("Mo-Fr sunrise-sunset", "2026-04-02 11:00", "unknown"),
        ("SH off", "2026-04-02 11:00", "unknown"),
        ("Mo,We 09:00+", "2026-03-02 11:00", "unknown"),
        ("Mo 14:00-17:00+", "2026-03-02 16:30", "open"),
        ("Mo 14:00-17:00+", "2026-03-02 17:30", "unknown"),
    ],
)
def test_what_has_no_words_still_has_a_state_where_somebody_can_tell(
    expression: str, instant: str, expected: str
) -> None:
    assert read(expression).at(datetime.fromisoformat(instant), HOLIDAYS)[0] == expected


@pytest.mark.parametrize(
    ("expression", "instant", "expected", "words"),
    [
        (
            "Mo-Fr 08:30-18:00; Sa 10:00-16:00; Su, PH off",
            "2026-11-29 03:10",
            "closed",
            "Segunda a sexta, 8h30–18h00; sábado, 10h00–16h00; fechado nos feriados",
        ),
        ("Mo-Su, PH 09:00-21:00", "2026-11-29 03:10", "closed", "Todos os dias, 9h00–21h00"),
        ("Mo, Th 10:00-12:00", "2026-11-29 03:10", "closed", "Segunda e quinta, 10h00–12h00"),
        ('"por telefone"', "2026-11-29 03:10", "unknown", "Por telefone"),
        ('Mo-Fr "por telefone"', "2026-11-30 10:00", "unknown", "Segunda a sexta, por telefone"),
        (
            'Mo,We 09:00-11:00 || "por telefone"',
            "2026-12-01 10:00",
            "unknown",
            "Segunda e quarta, 9h00–11h00. Fora destas horas: por telefone",
        ),
        (
            "Mo 09:00-10:00; 09:30-09:45 off || open",
            "2026-12-01 10:00",
            "open",
            "Segunda, 9h00–9h30 e 9h45–10h00. Fora destas horas: aberto todo o dia",
        ),
        ("unknown", "2026-11-30 10:00", "unknown", "A confirmar"),
        (
            "Mo-Fr 10:00-12:00 unknown",
            "2026-11-30 11:00",
            "unknown",
            "Segunda a sexta, 10h00–12h00 (a confirmar)",
        ),
        (
            "08:00-13:00; PH Su off",
            "2026-11-29 10:00",
            "open",
            "Todos os dias, 8h00–13h00; fechado: feriados que sejam domingo",
        ),
        (
            "Mo-Fr 08:00-16:00; PH Mo-Fr 10:00-11:00",
            "2026-11-30 15:00",
            "open",
            "Segunda a sexta, 8h00–16h00; feriados que sejam segunda a sexta, 10h00–11h00",
        ),
        ("PH off; Mo-Fr 09:00-16:00", "2026-12-08 10:00", "open", "Segunda a sexta, 9h00–16h00"),
        ("PH off", "2026-12-08 10:00", "closed", "Fechado nos feriados"),
        ("PH off", "2026-12-09 10:00", "unknown", "Fechado nos feriados"),
        (
            'Sa-Tu open; Sa-Tu off "obras"',  # nothing is open any more, and all of it is known
            "2026-12-02 10:00",
            "closed",
            "Fechado: segunda a terça e sábado a domingo (obras); fechado: quarta a sexta",
        ),
        ("Aug 3-Aug 20 off; Mo-Fr 09:00-12:00", "2026-08-05 10:00", "open", "Segunda a sexta, 9h00–12h00"),
        ("Mo-Fr 19:00-25:30", "2026-11-28 01:00", "open", "Segunda a sexta, 19h00–1h30"),
        (
            "Jan-Jun,Sep-Dec Sa[1,3] 10:00-13:00",
            "2026-12-05 11:00",
            "open",
            "1.º e 3.º sábado de cada mês, 10h00–13h00. Fechado de julho a agosto",
        ),
        (
            'Mo-Fr 09:00-11:00 "manhãs; ligue antes"',
            "2026-11-30 10:00",
            "unknown",
            "Segunda a sexta, 9h00–11h00 (manhãs; ligue antes)",
        ),
        (
            "Mo 08:00-15:00; Tu-Th 08:00-03:00; Fr 09:00-17:00",
            "2026-12-04 02:00",
            "open",
            "Segunda, 8h00–15h00; terça a quinta, 8h00–3h00; sexta, 9h00–17h00",
        ),
        (
            "Mo-Fr 08:00-12:00; We 15:00-18:00",
            "2026-12-02 10:00",
            "closed",
            "Segunda a terça e quinta a sexta, 8h00–12h00; quarta, 15h00–18h00",
        ),
    ],
)
def test_words_and_state_of_what_went_wrong_once(
    expression: str, instant: str, expected: str, words: str
) -> None:
    assert read(expression).at(datetime.fromisoformat(instant), HOLIDAYS)[0] == expected
    assert in_words(expression, "pt") == words


@pytest.mark.parametrize(
    ("expression", "now", "then"),
    [
        (WORKDAYS, "2026-12-04 18:00", "2026-12-07 09:00"),
        (WORKDAYS, "2026-12-03 10:00", "2026-12-03 12:30"),
        (WORKDAYS, "2026-12-07 20:00", "2026-12-09 09:00"),  # the 8 is a holiday
        ("Fr 20:00-02:00", "2026-12-05 01:00", "2026-12-05 02:00"),
        ("24/7", "2026-12-05 01:00", None),
    ],
)
def test_the_next_change_is_the_next_other_state(expression: str, now: str, then: str | None) -> None:
    found = read(expression).next_change(datetime.fromisoformat(now), HOLIDAYS)
    assert found == (datetime.fromisoformat(then) if then else None)


@given(ROWS)
def test_rows_become_an_expression_that_the_parser_understands(rows: list[Row]) -> None:
    expression = weekly(rows)
    assert not rows or problem(expression) is None
    again = rows_of(expression)
    assert again is not None
    assert weekly(again) == expression
    assert {(day, row.opens, row.closes) for row in rows for day in row.days} == {
        (day, row.opens, row.closes) for row in again for day in row.days
    }


def test_days_with_the_same_times_stand_together() -> None:
    rows = [Row((0, 1, 2, 4), time(9), time(12)), Row((5,), time(10), time(13))]
    assert weekly(rows, closed_on_holidays=False) == "Mo-We,Fr 09:00-12:00; Sa 10:00-13:00"


@pytest.mark.parametrize(
    "expression",
    [
        "24/7",
        "Mo[1] 10:00-12:00",
        "Fr 22:00-02:00",
        "Mo 10:00-24:00",
        "PH off",
        "Mo-Fr 08:00-12:00; We 15:00-18:00",
    ],
)
def test_what_is_more_than_weekly_hours_is_no_rows(expression: str) -> None:
    assert rows_of(expression) is None
