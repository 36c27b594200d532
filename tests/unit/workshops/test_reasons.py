"""The catalogue of reasons: whole, in every language that the kiosk's first people speak."""

from app.workshops.enrolments.reasons import of_absence, offered, reasons


def test_every_reason_has_its_words_in_four_languages() -> None:
    for each in reasons().values():
        assert {"pt", "en", "uk", "ar"} <= set(each.names), each.key
        assert all(each.names.values()), each.key
        assert set(each.said) in (set(), set(each.names)), each.key
        assert all(each.said.values()), each.key
        assert each.chosen_by in {"person", "office", ""}


def test_whoever_gives_a_reason_speaks_of_themselves() -> None:
    assert reasons()["transport"].as_said("pt") == "Não tenho transporte"
    assert reasons()["transport"].as_said("xx") == "Não tenho transporte"
    assert reasons()["health"].as_said("en") == reasons()["health"].name("en").value


def test_what_the_product_notes_itself_is_not_offered() -> None:
    chosen = set(offered("person", "office"))
    assert chosen.isdisjoint({"by_person", "gave_up", "same_person", "list_erased", "series_cancelled"})
    assert set(offered("person")) < chosen


def test_what_is_asked_at_sign_up_is_a_reason_of_absence_too() -> None:
    assert {"transport", "childcare"} <= set(of_absence())


def test_a_reason_that_is_gone_stays_readable() -> None:
    assert str(reasons().name("transport", "en")) == "No transport"
    assert str(reasons().name("transport", "xx")) == reasons()["transport"].names["pt"]
    assert str(reasons().name("of_long_ago", "pt")) == "of_long_ago"
    assert str(reasons().name("", "pt")) == ""
