"""Invented people and what they said they can do, made through the services, as people would."""

import random
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from app.core.db import db, new_id
from app.dev.demo.places import AMIEIRA, INVENTED, PARISHES, id_of
from app.dev.demo.staff import actor_named
from app.dev.demo.terminal import terminal_actor
from app.people.models import Participant
from app.people.operations.consents import give_consent
from app.people.operations.facts import UNDATED, note_facts
from app.people.operations.identifiers import note_identifier
from app.people.operations.records import create_participant
from app.skills import codes
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.entries import add_own_words, answer_card, confirm_entry, describe_entry
from app.skills.operations.inventories import code_of, save_inventory, start_inventory
from app.skills.operations.review import review_inventory
from app.skills.queries import catalogue as queries

LEVELS, WISHES = ("with_help", "alone", "teaches"), ("yes", "yes", "yes", "no")
FREQUENCIES = ("once", "sometimes", "often", "daily")
WAITING = ("pt", "uk", "ar")


def write_stories() -> None:
    """Participants with lists in different states, and lists that wait at the desk."""
    chance = random.Random(7)  # noqa: S311  the same demo every time
    facilitators = [actor_named("Inês Carvalhal"), actor_named("Rui Taveira")]
    for number, entry in enumerate(INVENTED["person"]):
        actor, told, language = facilitators[number % 2], {**entry}, entry["language"]
        said, told["parish_id"] = told.pop("own_words"), id_of(PARISHES[number % len(PARISHES)])
        facts = {kind: {"": answer} for kind, answer in told.pop("facts", {}).items()}
        participant = create_participant(actor, participant_id=new_id(), municipality_id=AMIEIRA, **told)
        note_facts(actor, participant=participant, version=1, answers=facts, noting=UNDATED)
        if number % 3:
            give_consent(
                actor,
                participant=participant,
                consent_id=new_id(),
                purpose="matching",
                language=language if language in WAITING else "pt",
                given_how="spoken",
            )
        if number % 4 == 1:
            note_identifier(
                actor_named("Duarte Sobral"),
                identifier_id=new_id(),
                participant=participant,
                kind="iefp",
                digits=str(7_104_000 + number),
            )
        _make_list(participant, said, chance, reviewed=number % 4 == 0)
    for language in WAITING:
        _keep_at_kiosk(language, chance)


def _make_list(participant: Participant, said: str, chance: random.Random, *, reviewed: bool) -> None:
    actor = actor_named("Inês Carvalhal")
    language, whose = participant.language, participant.id
    inventory = start_inventory(
        actor, municipality_id=AMIEIRA, language=language, origin="desk", participant_id=whose
    )
    add_own_words(actor, inventory=inventory, text=said, language=language)
    for competence, context in _some(chance, 12):
        often = chance.choice(FREQUENCIES)
        entry = answer_card(
            actor, inventory=inventory, competence_id=competence, context=context, frequency=often
        )
        assert entry is not None
        describe_entry(actor, entry=entry, level=chance.choice(LEVELS), wish=chance.choice(WISHES))
        if reviewed and chance.random() < 0.5:
            confirm_entry(actor, entry=entry, level=entry.level or "alone")
    if reviewed:
        review_inventory(actor, inventory=inventory, leaving_the_rest=True)


def _keep_at_kiosk(language: str, chance: random.Random) -> None:
    actor = terminal_actor(language)
    inventory = start_inventory(actor, municipality_id=AMIEIRA, language=language, origin="kiosk")
    for competence, context in _some(chance, 10):
        often = chance.choice(FREQUENCIES)
        answer_card(actor, inventory=inventory, competence_id=competence, context=context, frequency=often)
    save_inventory(actor, inventory=inventory)


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
        for code in [code_of(inventory)]
    ]
