"""Which cards come, and which answers are asked about further."""

from uuid import uuid4

from app.kiosk.deck import MATTERING, Deck, deck_of, is_counted, mattering
from app.skills.models.inventory import InventoryEntry
from app.skills.queries.inventories import Answer
from app.skills.snapshot import Catalogue, CompetenceView


def card(key: str) -> CompetenceView:
    return CompetenceView(uuid4(), key, "home", "1F475", 50, ("home-family",), None, False, {}, {})


def entry(
    frequency: str | None, competence: CompetenceView | None = None, context: str = "work"
) -> InventoryEntry:
    competence_id = competence.id if competence else uuid4()
    return InventoryEntry(competence_id=competence_id, frequency=frequency, context=context)


def test_what_is_done_often_is_asked_about_daily_things_first() -> None:
    often, daily, once = entry("often"), entry("daily"), entry("once")
    more = [entry("often"), entry("often")]
    assert mattering([often, once, *more, daily]) == [daily, often, *more]


def test_where_little_is_done_often_what_is_done_sometimes_matters_too() -> None:
    often, sometimes, once, never = (entry(each) for each in ("often", "sometimes", "once", "never"))
    assert mattering([once, never, sometimes, often]) == [often, sometimes, once]


def test_at_most_six_are_asked_about_and_own_words_are_not() -> None:
    own = InventoryEntry(competence_id=None, own_words="biscates", frequency=None, context="")
    assert len(mattering([own, *(entry("daily") for _ in range(9))])) == MATTERING
    assert mattering([own]) == []
    assert is_counted(own)


def test_a_card_answered_under_another_context_is_not_asked_again() -> None:
    cards = [card("cook"), card("clean"), card("mend")]
    catalogue = Catalogue(by_context={"home-family": cards})
    answers = [Answer(cards[0].id, "work", "often"), Answer(cards[1].id, "home-family", "never")]
    deck = deck_of(catalogue, "home-family", answers)
    assert [each.key for each in deck.cards] == ["clean", "mend"]
    assert deck.first_open == 2


def test_a_pause_comes_after_twenty_cards_and_at_the_end() -> None:
    deck = Deck("work", [card(str(at)) for at in range(25)], {}, 0, 0)
    assert [at for at in range(1, 26) if deck.stops_after(at)] == [20, 25]
    assert (deck.total(7), deck.total(20), deck.total(21)) == (20, 20, 25)
    assert deck.card(26) is None
