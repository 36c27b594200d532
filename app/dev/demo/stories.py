"""Invented people and what they said they can do, made through the services, as people would."""

import random
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from app.core.db import db, new_id
from app.dev.demo.places import AMIEIRA, PARISHES, id_of
from app.dev.demo.staff import actor_named
from app.dev.demo.terminal import terminal_actor
from app.people import services as people
from app.people.models import Participant
from app.skills import codes, queries, services
from app.skills.models import Inventory, InventoryState

# name, year of birth, language, groups, own words
PEOPLE: tuple[tuple[str, int | None, str, str], ...] = (
    ("Maria da Conceição Faísca", 1961, "pt", "tomo conta de velhotes"),
    ("António José Barradas", 1958, "pt", "ando à jorna na vindima"),
    ("Ольга Коваленко", 1984, "uk", "допомагаю людям з паперами"),
    ("Fátima do Rosário Guerreiro", 1972, "pt", "faço bolos para fora"),
    ("محمد العلي", 1990, "ar", "أصلح السيارات القديمة"),
    ("Luís Filipe Mestre", 1979, "pt", "biscates de trolha"),
    ("Ana Rita Palma", 1999, "pt", "faço vídeos para as redes da banda"),
    ("Iryna Shevchuk", 1977, "uk", "шию штори"),
    ("Jorge Manuel Candeias", 1965, "pt", "sei mexer no trator"),
    ("D'Ávila Sousa", None, "pt", "toco acordeão nas festas"),
    ("Custódia Ramos", 1953, "pt", "fumeiro e pão no forno de lenha"),
    ("Samir Haddad", 1986, "ar", "طبخت لمئة شخص"),
    ("Patrícia Nobre", 1992, "pt", "dou explicações aos miúdos"),
    ("Joaquim Lança", 1969, "pt", "tiro cortiça"),
    ("Nádia Ferro", 1988, "en", "I look after my neighbour's children"),
    ("Zé", None, "pt", "arranjo de tudo um pouco"),
)
LEVELS, WISHES = ("with_help", "alone", "teaches"), ("yes", "yes", "yes", "no")
FREQUENCIES = ("once", "sometimes", "often", "daily")
WAITING = ("pt", "uk", "ar")


def write_stories() -> None:
    """Participants with lists in different states, and lists that wait at the desk."""
    chance = random.Random(7)  # noqa: S311  the same demo every time
    facilitators = [actor_named("Inês Carvalhal"), actor_named("Rui Taveira")]
    for number, (name, year, language, said) in enumerate(PEOPLE):
        actor = facilitators[number % 2]
        participant = people.create_participant(
            actor,
            participant_id=new_id(),
            municipality_id=AMIEIRA,
            name=name,
            birth_year=year,
            language=language,
            parish_id=id_of(PARISHES[number % len(PARISHES)]),
        )
        if number % 3:
            people.give_consent(
                actor,
                participant=participant,
                consent_id=new_id(),
                purpose="matching",
                language=language if language in WAITING else "pt",
                given_how="spoken",
            )
        _make_list(participant, said, chance, reviewed=number % 4 == 0)
    for language in WAITING:
        _keep_at_kiosk(language, chance)


def _make_list(participant: Participant, said: str, chance: random.Random, *, reviewed: bool) -> None:
    actor = actor_named("Inês Carvalhal")
    inventory = services.start_inventory(
        actor,
        municipality_id=AMIEIRA,
        language=participant.language,
        made_at="desk",
        participant_id=participant.id,
    )
    services.add_own_words(actor, inventory=inventory, text=said, language=participant.language)
    for competence, context in _some(chance, 12):
        entry = services.answer_card(
            actor,
            inventory=inventory,
            competence_id=competence,
            context=context,
            frequency=chance.choice(FREQUENCIES),
        )
        assert entry is not None
        services.describe_entry(actor, entry=entry, level=chance.choice(LEVELS), wish=chance.choice(WISHES))
        if reviewed and chance.random() < 0.5:
            services.confirm_entry(actor, entry=entry, level=entry.level or "alone")
    if reviewed:
        services.review_inventory(actor, inventory=inventory)


def _keep_at_kiosk(language: str, chance: random.Random) -> None:
    actor = terminal_actor(language)
    inventory = services.start_inventory(actor, municipality_id=AMIEIRA, language=language, made_at="kiosk")
    for competence, context in _some(chance, 10):
        services.answer_card(
            actor,
            inventory=inventory,
            competence_id=competence,
            context=context,
            frequency=chance.choice(FREQUENCIES),
        )
    services.save_inventory(actor, inventory=inventory)


def _some(chance: random.Random, count: int) -> Iterator[tuple[UUID, str]]:
    catalogue = queries.catalogue()
    cards = [(card.id, each.key) for each in catalogue.contexts for card in catalogue.cards(each.key)[:9]]
    chosen: dict[UUID, str] = {}
    while len(chosen) < count:
        chosen.setdefault(*chance.choice(cards))
    yield from chosen.items()


def waiting_codes() -> list[str]:
    """The codes of the lists that wait, as a person would read them aloud."""
    waiting = select(Inventory).where(Inventory.state == InventoryState.SAVED).order_by(Inventory.saved_at)
    return [
        f"{code.grouped} · {', '.join(codes.picture(key).name('pt') for _, key in code.pictures)}"
        for inventory in db.session.scalars(waiting.limit(5))
        for code in [services.code_of(inventory)]
    ]
