"""What may have happened with two records of one person, by chance, in every feature that keeps anything."""

import random
from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.people.facts.queries import list_facts
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.people.operations.facts import Noting, note_facts, withdraw_fact
from app.people.operations.records import edit_participant
from app.people.operations.sealing import add_to_team, seal
from app.skills.operations.entries import answer_card, describe_entry
from app.skills.operations.inventories import start_inventory
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.operations.attendance import Mark
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.papers.operations.papers import Visit, declare_visit
from app.workshops.planning.models.series import Workshop
from app.workshops.projects.models import AlternativeKind
from app.workshops.projects.operations import Way, create_project_sheet
from app.workshops.proposals.operations import propose_session
from tests.factories.attendance import make_running, note, sessions_of
from tests.factories.enrolments import agree, make_enrolment, make_person
from tests.factories.workshops import make_workshop

NAMES = ("Rosa Verdade", "Rosa V.", "Ольга Бондар", "Olga Bondar", "李 梅", "Maria")
FACTS = {
    "gender": ("woman", "man", "not_said"),
    "work": ("registered", "employed", "learning"),
    "born": ("1984", "1985-03", "1984-03-27"),
    "schooling": ("isced_2", "isced_3"),
    "representative": ("Alda", "Rosa"),
}
SAID: dict[str, list[Any]] = {
    "language": ["pt", "uk"],
    "note": ["", "Vem às 9."],
    "birth_year": [None, 1984, 1990],
}
MARKS = (Mark("present", 120), Mark("late", 60), Mark("absent", 0, "health"), Mark("excused", 0, "work"))


class History:
    """Two records in one municipality, and what happens with them; inside a transaction."""

    def __init__(self, actor: Actor, colleagues: list[UUID], seed: int) -> None:
        self.actor, self.colleagues = actor, colleagues
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.two = [self._person(), self._person()]
        self.series: list[Workshop] = [make_workshop(actor, capacity=self.chance.choice([1, 2, None]))]
        self.running, _ = make_running(actor)
        self.places: dict[tuple[UUID, UUID], Enrolment] = {}
        self.noted: set[tuple[UUID, UUID]] = set()

    def _person(self) -> Participant:
        chosen: Any = {name: self.chance.choice(answers) for name, answers in SAID.items()}
        return make_person(self.actor, self.chance.choice(NAMES), **chosen)

    def happen(self, count: int) -> None:
        """So many things, each with one of the two, and some with others."""
        for _ in range(count):
            act: Callable[[Participant], object] = self.chance.choice(self.acts)
            act(self.chance.choice(self.two))

    @property
    def acts(self) -> list[Callable[[Participant], object]]:
        often = [self.enrol, self.attend, self.note_fact, self.reach]
        return [
            *often,
            *often,
            self.agree,
            self.list_skills,
            self.paper,
            self.sheet,
            self.join,
            self.rename,
            self.leave,
            self.others_come,
            self.mend_fact,
            self.protect,
        ]

    def reach(self, who: Participant) -> None:
        value = self.chance.choice(["912345678", "912 345 678 (vizinha)", "934567890"])
        add_contact(self.actor, contact_id=new_id(), participant=who, value=value)

    def note_fact(self, who: Participant) -> None:
        kind = self.chance.choice([*FACTS])
        since = self.chance.choice(["", "2020", "2026-03"])
        answers = {kind: {"": self.chance.choice([*FACTS[kind], ""])}}
        how = Noting(since=since, is_correction=self.chance.random() < 0.2)
        note_facts(self.actor, participant=who, version=who.version, answers=answers, noting=how)

    def mend_fact(self, who: Participant) -> None:
        withdraw_fact(self.actor, participant=who, fact=self.chance.choice(list_facts(who.id)))

    def agree(self, who: Participant) -> None:
        agree(self.actor, who, self.chance.choice(["matching", "messages"]))

    def join(self, who: Participant) -> None:
        add_to_team(self.actor, participant=who, staff_id=self.chance.choice(self.colleagues))

    def rename(self, who: Participant) -> None:
        papers = self.chance.choice(["", "Rosa Maria Verdade"])
        changes: Any = {"name": self.chance.choice(NAMES), "name_on_papers": papers}
        edit_participant(self.actor, participant=who, version=who.version, **changes)

    def protect(self, who: Participant) -> None:
        if not who.is_sealed and self.chance.random() < 0.3:
            seal(self.actor, participant=who, reason="risk_to_person")

    def enrol(self, who: Participant) -> None:
        workshop = self.chance.choice([*self.series, self.running])
        if (who.id, workshop.id) not in self.places:
            self.places[who.id, workshop.id] = make_enrolment(self.actor, workshop, who)

    def leave(self, who: Participant) -> None:
        place = self.places.get((who.id, self.series[0].id))
        if place and place.state in {"confirmed", "waitlisted", "offered"}:
            cancel(self.actor, enrolment=place, reason="health")

    def attend(self, who: Participant) -> None:
        if not (place := self.places.get((who.id, self.running.id))):
            return self.enrol(who)
        session = self.chance.choice(sessions_of(self.actor, self.running)[:2])
        if (session.id, place.id) not in self.noted:
            self.noted.add((session.id, place.id))
            note(self.actor, session, place, self.chance.choice(MARKS))
        return None

    def others_come(self, _who: Participant) -> None:
        make_enrolment(self.actor, self.chance.choice(self.series))

    def list_skills(self, who: Participant) -> None:
        where = {"municipality_id": who.municipality_id, "participant_id": who.id}
        own = start_inventory(self.actor, language="pt", origin="desk", **where)
        for card in self.chance.sample(catalogue().cards("home-family")[:4], 2):
            entry = answer_card(
                self.actor, inventory=own, competence_id=card.id, context="home-family", frequency="often"
            )
            assert entry is not None
            describe_entry(self.actor, entry=entry, level="teaches", wish="yes")
            propose_session(self.actor, proposal_id=new_id(), participant=who, competence_id=card.id)

    def paper(self, who: Participant) -> None:
        visit = Visit(on=date(2026, 11, 30), starts=time(9), ends=time(10))
        declare_visit(self.actor, certificate_id=new_id(), participant=who, visit=visit)

    def sheet(self, who: Participant) -> None:
        ways = [Way(kind=each, title="Costura") for each in (AlternativeKind.JOB, AlternativeKind.TRAINING)]
        create_project_sheet(self.actor, sheet_id=new_id(), participant=who, ways=ways)
