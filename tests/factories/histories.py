"""What may have happened with two records of one person, by chance, in every feature that keeps anything."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.contact_notes.models import ContactNote
from app.people.duplicates.models import LikelyPair, in_order
from app.people.facts.queries import list_facts
from app.people.households.models import HouseholdMember
from app.people.households.operations import BadDay, live_together, move_out, withdraw
from app.people.models import Participant
from app.people.operations.contact_notes import Noted, note_contact
from app.people.operations.contacts import add_contact
from app.people.operations.duplicates import say_not_same, take_back_not_same
from app.people.operations.facts import Noting, note_facts, withdraw_fact
from app.people.operations.identifiers import AnotherNumber, note_identifier
from app.people.operations.openings import keep_opening
from app.people.operations.records import edit_participant
from app.people.operations.rights import Held, give_notice, hold, lift
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
        self.beside: list[Participant] = []

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
            self.live_with,
            self.move_out,
            self.meet,
            self.mend_meeting,
            self.number,
            self.keep,
            self.announce,
            self.open_record,
            self.tell_apart,
            self.look_alike,
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

    def _others(self) -> list[Participant]:
        """Two people beside the two: with them either may live, or be mistaken for."""
        if not self.beside:
            self.beside = [make_person(self.actor, name) for name in ("Bento Salgueiro", "Rosa Verdade")]
        return self.beside

    def live_with(self, who: Participant) -> None:
        other = self.chance.choice([*self._others(), *self.two])
        since = self.chance.choice([None, date(2020, 1, 1)])
        if other is not who:
            with suppress(BadDay):
                live_together(
                    self.actor, member_id=new_id(), person=other, other=who, since=since, joins=True
                )

    def move_out(self, who: Participant) -> None:
        there = [each for each in members_of(who) if each.lives_there]
        for each in there:
            with suppress(BadDay):
                move_out(self.actor, household=each.household, member_ids=[each.id], on=date(2026, 11, 1))
        for each in members_of(who)[:1] if self.chance.random() < 0.3 else ():
            withdraw(self.actor, member=each)

    def meet(self, who: Participant) -> None:
        seen = self.chance.choice([None, date(2026, 12, 4)])
        noted = Noted(kind="phone", held_on=date(2026, 11, 27), outcome="helped", note="Bem.", next_on=seen)
        note_contact(self.actor, participant=who, note_id=new_id(), noted=noted)

    def mend_meeting(self, who: Participant) -> None:
        theirs = select(ContactNote).filter_by(participant_id=who.id, withdrawn_at=None)
        if note := db.session.scalars(theirs.order_by(ContactNote.id)).first():
            noted = Noted(kind="visit", held_on=note.held_on, outcome="helped")
            note_contact(self.actor, participant=who, note_id=new_id(), noted=noted, corrects=note)

    def number(self, who: Participant) -> None:
        kind, digits = self.chance.choice([("nif", "123456789"), ("nif", "245716220"), ("iefp", "12345")])
        with suppress(AnotherNumber):
            note_identifier(self.actor, identifier_id=new_id(), participant=who, kind=kind, digits=digits)

    def keep(self, who: Participant) -> None:
        until, ids = date(2027, 3, 1), {"hold_id": new_id()}
        row = hold(self.actor, participant=who, reason="court", until_on=until, note="Processo.", **ids)
        if self.chance.random() < 0.4:
            lift(self.actor, participant=who, row=row)

    def announce(self, who: Participant) -> None:
        with suppress(Held):
            give_notice(self.actor, participant=who, told_how="letter")

    def open_record(self, who: Participant) -> None:
        keep_opening(self.actor, who, "person_present", note="Veio cá.")

    def tell_apart(self, who: Participant) -> None:
        other = self.chance.choice([*self._others(), *self.two])
        if other is not who:
            said = say_not_same(self.actor, one=who, other=other)
            if self.chance.random() < 0.3:
                take_back_not_same(self.actor, said=said, one=who, other=other)

    def look_alike(self, who: Participant) -> None:
        other = self.chance.choice([*self._others(), *self.two])
        if other is not who:
            one, other_id = in_order(who.id, other.id)
            there = select(LikelyPair).filter_by(one_id=one, other_id=other_id)
            if not db.session.scalars(there).first():
                ids = {"id": new_id(), "municipality_id": who.municipality_id}
                found = {"doubt": 40, "reasons": ["sound"], "found_at": clock.now()}
                db.session.add(LikelyPair(**ids, one_id=one, other_id=other_id, **found))
                db.session.flush()


def members_of(who: Participant) -> Sequence[HouseholdMember]:
    theirs = select(HouseholdMember).filter_by(participant_id=who.id, withdrawn_at=None)
    return db.session.scalars(theirs.order_by(HouseholdMember.id)).all()
