"""The card of an entry says what the entry says, after whatever changes it."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import SYSTEM, Actor, ActorKind
from app.core.application import Autonomus
from app.core.db import Base, db, new_id
from app.directory.index.drawing import redraw
from app.directory.index.models import DirectoryEntry, EntryCompetence, EntryLabel, EntryNeed
from app.directory.index.queries import get_public, search_public
from app.directory.services.models import COURSE, Service, Structure
from app.directory.services.operations.checking import check_service
from app.directory.services.operations.entries import add_competence, edit_service, translate_service
from app.directory.services.operations.importing import import_exchange
from app.directory.services.operations.publication import move_service
from app.directory.services.operations.structures import edit_structure
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.operations import shelves
from app.network.parties.models import Organisation, OrganisationKind
from app.network.parties.operations import edit_organisation
from app.skills.queries.catalogue import catalogue
from tests.cast import Cast
from tests.factories.directory import a_place, a_place_row, a_row, a_service, publish
from tests.factories.offers import a_book, a_publication, an_offer
from tests.factories.one_of_each import clerk, making

pytestmark = pytest.mark.clock("2026-03-02T10:00+00:00")
Rows = set[tuple[str, ...]]
DRAWN: tuple[type[Base], ...] = (DirectoryEntry, EntryNeed, EntryCompetence, EntryLabel)


class Entries:
    """One entry of each kind, and who changes them."""

    def __init__(self, actor: Actor, organisation_id: UUID) -> None:
        self.actor, self.organisation_id = actor, organisation_id
        self.place: Structure = a_place(actor, organisation_id)
        self.service: Service = publish(actor, a_service(actor, self.place, kind=COURSE))
        self.offer: Offer = an_offer(actor, organisation_id, valid_until=date(2026, 3, 1))
        self.publication: Publication = a_publication(actor, organisation_id)
        self.book: LibraryItem = a_book(actor, organisation_id)

    def edit(self, **changes: Any) -> None:
        version = self.service.version
        edit_service(self.actor, service=self.service, version=version, **changes)

    def move(self, **changes: Any) -> None:
        version = self.place.version
        edit_structure(self.actor, structure=self.place, version=version, **changes)

    def bring(self, *rows: dict[str, Any]) -> None:
        import_exchange(
            self.actor,
            import_id=new_id(),
            municipality_id=self.actor.here(),
            organisation_id=self.organisation_id,
            rows=rows,
            publish=True,
        )

    def rewrite(self, entry: Offer | Publication | LibraryItem, **values: Any) -> None:
        shelves.edit_entry(self.actor, entry=entry, version=entry.version, **values)

    def translate(self, entry: Offer | Publication | LibraryItem) -> None:
        texts = {("uk", "title"): "Назва"}
        shelves.translate_entry(self.actor, entry=entry, version=entry.version, texts=texts)

    def say(self, text: str) -> None:
        """A text of the service in Ukrainian."""
        translate_service(
            self.actor,
            service=self.service,
            version=self.service.version,
            texts={("uk", "directions"): text},
        )

    def suit(self) -> None:
        """Another competence."""
        competence_id = catalogue().cards("home-family")[1].id
        add_competence(self.actor, service=self.service, competence_id=competence_id)

    def decide(self, after: str, reason: str) -> None:
        move_service(self.actor, service=self.service, after=after, reason=reason)

    def check(self) -> None:
        """Half a year later."""
        with clock.frozen_at(clock.now().replace(month=9)):
            check_service(self.actor, service=self.service)


CHANGES: Mapping[str, Callable[[Entries], object]] = {
    "a service": lambda the: the.edit(name="Outro nome", phone="+351200000099", languages=["ar"]),
    "how often it is checked": lambda the: the.edit(check_every=30),
    "the texts of a service": lambda the: the.say("За рогом."),
    "the competences of a service": lambda the: the.suit(),
    "the day of the check": lambda the: the.check(),
    "suspended": lambda the: the.decide("suspended", "no_places"),
    "archived": lambda the: the.decide("archived", "ended"),
    "a place": lambda the: the.move(name="Outra casa"),
    "the telephone of a place": lambda the: the.move(phone="+351200000077"),
    "the hours of a place": lambda the: the.move(opening_hours="Mo 09:00-10:00"),
    "the way to a place": lambda the: the.move(directions="Junto à fonte."),
    "a list of services": lambda the: the.bring(a_place_row(), a_row()),
    "an offer": lambda the: the.rewrite(the.offer, title="Outra oferta", pay_to=110_000),
    "the organisation of an offer": lambda the: the.rewrite(the.offer, organisation_id=None, employer="Lar"),
    "the texts of an offer": lambda the: the.translate(the.offer),
    "the state of an offer": lambda the: shelves.decide(
        the.actor, entry=the.offer, after="filled", reason="other"
    ),
    "an offer that is over": lambda _the: shelves.expire_offers(SYSTEM, today=date(2026, 3, 2)),
    "a publication": lambda the: the.rewrite(the.publication, need="documents", link="https://example.org"),
    "the texts of a publication": lambda the: the.translate(the.publication),
    "a publication withdrawn": lambda the: shelves.decide(
        the.actor, entry=the.publication, after="withdrawn"
    ),
    "a book": lambda the: the.rewrite(the.book, copies=3, whereabouts="Na estante azul."),
    "what a book helps to learn": lambda the: the.rewrite(the.book, competences=[]),
    "the texts of a book": lambda the: the.translate(the.book),
}


@pytest.fixture
def entries(cast: Cast) -> Entries:
    with making():
        return Entries(cast.coordinator.actor, cast.town_hall)


def stored() -> Rows:
    """What stands in the index, but for the ids of labels, which every writing gives anew."""
    db.session.expire_all()
    return {
        (
            table.__name__,
            *(
                json.dumps([each.key, getattr(row, each.key)], default=str, sort_keys=True)
                for each in table.__table__.columns
                if not (table is EntryLabel and each.key == "id")
            ),
        )
        for table in DRAWN
        for row in db.session.scalars(select(table))
    }


def drawn_again(cast: Cast) -> Rows:
    with making():
        assert redraw(SYSTEM, municipality_id=cast.here) >= 4
    return stored()


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_writes_the_card_again(cast: Cast, entries: Entries, change: str) -> None:
    before = stored()
    assert before == drawn_again(cast)
    with making():
        CHANGES[change](entries)
    after = stored()
    assert after != before
    assert after == drawn_again(cast)


def test_a_list_that_changes_a_place_changes_its_services(cast: Cast, entries: Entries) -> None:
    with making():
        entries.bring(a_place_row(), a_row())
    with making():
        entries.bring(a_place_row(date_maj="2026-02-20", telephone="+351200000055", nom="Casa nova"))
    assert stored() == drawn_again(cast)
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    (found,) = search_public(kiosk, "serviço 1", languages=["pt"], limit=1)
    assert (found.entry.provider, found.entry.phone) == ("Casa nova", "+351200000055")


def test_a_book_is_found_by_what_it_helps_to_learn(cast: Cast, entries: Entries) -> None:
    """In every language of the catalogue; by that it is suggested to nobody."""
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    view = catalogue().cards("home-family")[0]
    for language in ("pt", "uk"):
        found = search_public(kiosk, view.name(language).value, languages=[language])
        assert "Cozinha simples" in {each.entry.name.value for each in found}, language
    assert not db.session.scalars(
        select(EntryCompetence).where(EntryCompetence.entry_id == entries.book.id)
    ).all()


def test_the_name_of_an_organisation_is_read_as_it_is_now(cast: Cast, entries: Entries) -> None:
    organisation = db.session.get_one(Organisation, cast.town_hall)
    with making():
        edit_organisation(
            clerk(cast.here, cast.administrator.id),
            organisation=organisation,
            version=organisation.version,
            name="Município de Outro Nome",
            kind=OrganisationKind(organisation.kind),
            parent_id=organisation.parent_id,
        )
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    for entry in (entries.publication, entries.book):
        kind = "library" if isinstance(entry, LibraryItem) else "publication"
        found = get_public(kiosk, kind, entry.id, languages=["uk"])
        assert found.provider == "Município de Outro Nome"


def test_the_command_draws_every_directory(app: Autonomus, cast: Cast, entries: Entries) -> None:
    before = stored()
    with making():
        db.session.get_one(DirectoryEntry, entries.offer.id).shown = {}
    run = app.test_cli_runner().invoke(args=["redraw-directory"])
    assert (run.exit_code, run.output) == (0, "4 entries\n")
    assert stored() == before
