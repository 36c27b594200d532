"""What is told of two versions of a canvas: nothing is dropped, and what both have is not marked."""

from hypothesis import given
from hypothesis import strategies as st

from app.initiatives.canvas.comparing import compare

LINES = st.lists(st.sampled_from(["Uma carrinha", "Ferramentas", "Um seguro", ""]), max_size=6)


@given(LINES, LINES)
def test_every_line_is_told_and_what_is_left_of_both_is_the_same(
    earlier: list[str], later: list[str]
) -> None:
    (found,) = compare({"needs": "\n".join(earlier)}, {"needs": "\n".join(later)})
    assert [each.text for each in found.earlier] == "\n".join(earlier).splitlines()
    assert [each.text for each in found.later] == "\n".join(later).splitlines()
    kept = [[each.text for each in side if not each.is_own] for side in (found.earlier, found.later)]
    assert kept[0] == kept[1]
    assert found.is_same == ("\n".join(earlier).splitlines() == "\n".join(later).splitlines())


def test_what_was_added_and_taken_away_is_marked() -> None:
    (found,) = compare({"needs": "Uma carrinha\nUm seguro"}, {"needs": "Uma carrinha\nFerramentas"})
    assert [each.text for each in found.earlier if each.is_own] == ["Um seguro"]
    assert [each.text for each in found.later if each.is_own] == ["Ferramentas"]
