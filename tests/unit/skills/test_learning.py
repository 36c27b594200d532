"""The sentence that taking part leaves beside what others wrote."""

from hypothesis import given
from hypothesis import strategies as st

from app.skills.operations.learning import BETWEEN, rewritten

SENTENCE = st.text(st.characters(codec="utf-8", exclude_characters=";"), min_size=1, max_size=20).map(
    lambda text: f"x{text}x"
)


@given(st.lists(SENTENCE, max_size=4, unique=True), SENTENCE)
def test_what_was_put_in_can_be_taken_out(others: list[str], sentence: str) -> None:
    before = BETWEEN.join(each for each in others if each != sentence)
    told = rewritten(before, "", sentence)
    assert sentence in told.split(BETWEEN)
    assert rewritten(told, sentence, "") == before
    assert rewritten(told, "", sentence) == told


def test_another_day_takes_the_place_of_the_first() -> None:
    assert rewritten("A; B (1)", "B (1)", "B (2)") == "A; B (2)"
