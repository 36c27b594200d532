"""Which cards come, and which answers are asked about further."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.kiosk.deck import ENOUGH, MATTERING, Deck, deck_of, is_counted, mattering, round_of
from app.skills.models.inventory import InventoryEntry
from app.skills.queries.inventories import Answer
from app.skills.snapshot import Catalogue, CompetenceView, read_contexts

KEYS = [each.key for each in read_contexts()][:4]


def card(key: str, contexts: str = "home-family") -> CompetenceView:
    return CompetenceView(uuid4(), key, "home", "1F475", 50, (*contexts.split(),), None, False, {}, {})


def catalogue_of(**cards: str) -> Catalogue:
    """Cards with their contexts, the commonest first."""
    views = [card(key, contexts) for key, contexts in cards.items()]
    return Catalogue(by_context={key: [each for each in views if key in each.contexts] for key in KEYS})


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


def test_level_and_wish_are_asked_of_three_and_of_the_others_later() -> None:
    asked = mattering([entry("daily") for _ in range(5)])
    first, others = asked[:ENOUGH], asked[ENOUGH:]
    assert all(round_of(each, asked) == first for each in first)
    assert all(round_of(each, asked) == others for each in others)
    assert entry("never") not in round_of(entry("never"), asked)


def test_a_card_answered_under_a_context_that_is_not_chosen_is_not_asked_again() -> None:
    catalogue = catalogue_of(cook="home-family", clean="home-family", mend="home-family")
    cook, clean, _ = catalogue.cards("home-family")
    answers = [Answer(cook.id, "work", "often"), Answer(clean.id, "home-family", "never")]
    deck = deck_of(catalogue, ["home-family"], answers)
    assert [each.key for each in deck.cards] == ["clean", "mend"]
    assert (deck.first_open, deck.things, deck.things_here) == (2, 1, 0)
    both = deck_of(catalogue, ["work", "home-family"], answers)
    assert [each.key for each in both.cards] == ["cook", "clean", "mend"]
    assert (both.first_open, both.things, both.things_here) == (3, 1, 1)


def test_the_chosen_contexts_take_turns_each_with_its_commonest_card() -> None:
    catalogue = catalogue_of(
        cook="home-family work", clean="home-family", mend="work home-family", sell="work"
    )
    deck = deck_of(catalogue, {"work", "home-family"}, [])
    assert deck.keys == "home-family+work", "in the order in which they are offered, however they were chosen"
    assert [each.key for each in deck.cards] == ["cook", "mend", "clean", "sell"]
    assert [deck.context_of(each) for each in deck.cards] == ["home-family", "work"] * 2


@given(
    st.lists(st.lists(st.sampled_from(KEYS), min_size=1, unique=True), max_size=20),
    st.sets(st.sampled_from(KEYS), min_size=1),
)
def test_a_deck_has_every_card_of_its_contexts_once_in_fair_turns(
    cards: list[list[str]], chosen: set[str]
) -> None:
    catalogue = catalogue_of(**{f"card{at}": " ".join(contexts) for at, contexts in enumerate(cards)})
    deck = deck_of(catalogue, chosen, [])
    expected = {f"card{at}" for at, contexts in enumerate(cards) if chosen.intersection(contexts)}
    assert sorted(each.key for each in deck.cards) == sorted(expected)
    piles = {key: [each for each in deck.cards if deck.context_of(each) == key] for key in deck.contexts}
    for key, pile in piles.items():
        assert pile == [each for each in catalogue.cards(key) if each in pile], "commonest first"
        for turn, each in enumerate(pile):
            before = deck.cards[: deck.cards.index(each)]
            others = (sum(deck.context_of(one) == other for one in before) for other in piles if other != key)
            assert all(done <= turn + 1 for done in others), "none is two turns ahead"


def test_answers_go_on_to_the_next_open_card_and_no_further_than_the_pause() -> None:
    cards = [card(str(at)) for at in range(25)]
    deck = Deck(["work"], cards, {cards[1].id: "often", cards[20].id: "often"}, 2, 2)
    assert (deck.first_open, deck.open_after(1), deck.open_after(19)) == (1, 3, 20)
    assert deck.open_after(20) is None
    assert (deck.open_after(21), deck.open_after(25), deck.open_after(99)) == (22, None, None)


def test_a_pause_comes_after_twenty_cards_and_at_the_end() -> None:
    deck = Deck(["work"], [card(str(at)) for at in range(25)], {}, 0, 0)
    assert [at for at in range(1, 26) if deck.stops_after(at)] == [20, 25]
    assert (deck.total(7), deck.total(20), deck.total(21)) == (20, 20, 25)
    assert deck.card(26) is None
