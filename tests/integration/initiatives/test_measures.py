"""What opens doors: the catalogue, what would open most, who could serve it, and what is feasible."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from app.core import tasks
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound, StaleRecord
from app.core.task_work import carry_out
from app.core.tasks import TaskState
from app.core.unit_of_work import writing
from app.initiatives.measures import benefit, queries
from app.initiatives.measures.models import Measure, MeasureSearch
from app.initiatives.measures.operations import catalogue as operations
from app.initiatives.measures.operations.catalogue import Plan
from app.initiatives.measures.operations.searching import NothingToChooseFrom
from app.initiatives.measures.place import Lacks
from app.initiatives.measures.queries import MeasureFilters
from app.initiatives.opportunities.models import Opportunity
from app.people.models import Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.sealing import seal
from app.people.queries import list_consents
from app.people.sealing import SEAL_REASONS
from app.skills.picker.operations import put_competences
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_measures import (
    a_demand,
    a_measure,
    a_search,
    competence,
    solved,
    somebody_able,
)
from tests.factories.initiatives_opportunities import an_untaken_offer
from tests.factories.offers import an_offer

ClientFor = Callable[[Person | None], PageClient]


def begun(search_id: UUID) -> Iterator[None]:
    steps = carry_out({"task_id": str(search_id)})
    assert steps
    return steps


def carry(search_id: UUID) -> None:
    for _ in begun(search_id):
        pass


def found(cast: Cast, **asked: int) -> MeasureSearch:
    actor = cast.facilitator.actor
    with writing():
        return solved(actor, a_search(actor, **asked))


def test_the_same_form_sent_twice_makes_one(cast: Cast) -> None:
    actor, made = cast.facilitator.actor, new_id()
    for _ in range(2):
        with writing():
            operations.create_measure(
                actor, measure_id=made, municipality_id=cast.here, plan=Plan(kind="course", title="Podas")
            )
    assert len(queries.measures_page(actor, MeasureFilters()).items) == 1


def test_what_somebody_else_changed_is_not_overwritten(cast: Cast, measure: Measure) -> None:
    plan = Plan(kind="course", title="Curso de podas e enxertos")
    with writing():
        operations.edit_measure(cast.facilitator.actor, measure=measure, version=1, plan=plan)
    with pytest.raises(StaleRecord), writing():
        operations.edit_measure(cast.coordinator.actor, measure=measure, version=1, plan=plan)


def test_only_who_writes_initiatives_notes_measures(cast: Cast) -> None:
    with pytest.raises(Forbidden), writing():
        a_measure(cast.observer.actor)


def test_a_measure_of_another_municipality_is_not_known(cast: Cast, measure: Measure) -> None:
    with pytest.raises(NotFound):
        queries.get_measure(cast.stranger_coordinator.actor, measure.id)


def test_what_was_withdrawn_by_mistake_is_offered_again(cast: Cast, measure: Measure) -> None:
    actor = cast.facilitator.actor
    with writing():
        operations.set_offered(actor, measure=measure, is_offered=False)
    assert not queries.list_offered(cast.here)
    with writing():
        operations.set_offered(actor, measure=measure, is_offered=True)
    assert [each.id for each in queries.list_offered(cast.here)] == [measure.id]


def test_a_course_opens_what_half_of_is_known(cast: Cast, pruning: Opportunity, measure: Measure) -> None:
    outcome = found(cast).outcome
    assert [each["id"] for each in outcome["measures"]] == [str(measure.id)]
    assert [(each["id"], each["people"]) for each in outcome["opened"]] == [(str(pruning.id), 1)]
    assert outcome["is_proven"]


def test_nothing_is_chosen_that_costs_more_than_there_is(cast: Cast, pruning: Opportunity) -> None:
    outcome = found(cast, budget=59_999).outcome
    assert not outcome["measures"]
    assert [each["id"] for each in outcome["others"]] == [str(pruning.id)]


def test_a_lift_opens_an_offer_for_which_transport_is_missing(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        somebody_able(actor, "Ilda Cozinha", competence(0))
        offer = an_untaken_offer(cast.coordinator.actor, title="Ajudante")
        a_measure(actor, "Carrinha partilhada", kind="transport", lifts=("transport",))
    assert [each["id"] for each in found(cast).outcome["opened"]] == [str(offer.id)]


def test_without_measures_there_is_nothing_to_choose_from(cast: Cast) -> None:
    with pytest.raises(NothingToChooseFrom), writing():
        a_search(cast.facilitator.actor)


def test_nobody_counts_who_did_not_agree(cast: Cast, measure: Measure) -> None:
    actor = cast.facilitator.actor
    with writing():
        somebody_able(actor, "Ilda Podas", competence(0), matching=False)
        a_demand(actor, "Podas", {competence(0): "alone", competence(1): "alone"}, most=1)
    outcome = found(cast).outcome
    assert outcome["judged"]["people"] == 0
    assert not outcome["opened"]


def test_who_takes_their_consent_back_is_named_no_more(cast: Cast, pruning: Opportunity) -> None:
    actor, search = cast.facilitator.actor, found(cast)
    served = benefit.served_by(actor, search, pruning)
    assert [each.name for each in served.people] == ["Ilda Podas"]
    assert served.people[0].can == [competence(0)]
    assert served.people[0].learns == [competence(1)]
    with writing():
        person = db.session.get_one(Participant, served.people[0].id)
        (consent,) = list_consents(actor, person)
        withdraw_consent(actor, participant=person, consent=consent)
    served = benefit.served_by(actor, search, pruning)
    assert (served.count, served.people) == (0, [])


def test_protected_people_are_in_no_count_and_no_list(cast: Cast, pruning: Opportunity) -> None:
    actor, search = cast.coordinator.actor, found(cast)
    (able,) = benefit.served_by(actor, search, pruning).people
    with writing():
        seal(actor, participant=db.session.get_one(Participant, able.id), reason=SEAL_REASONS[0])
    assert benefit.served_by(actor, search, pruning).count == 0
    assert found(cast).outcome["judged"]["people"] == 0


def test_no_id_of_anybody_is_kept_with_a_search(cast: Cast, pruning: Opportunity) -> None:
    search = found(cast)
    (able,) = benefit.served_by(cast.facilitator.actor, search, pruning).people
    assert str(able.id) not in str(search.outcome)


def test_the_worker_carries_it_out_and_says_how_far_it_is(cast: Cast, pruning: Opportunity) -> None:
    actor = cast.facilitator.actor
    with writing():
        search_id = a_search(actor).id
    carry(search_id)
    db.session.rollback()
    assert tasks.state_of(search_id) == TaskState.DONE
    search = queries.get_search(actor, search_id)
    assert search.solved_at
    assert [each["id"] for each in search.outcome["opened"]] == [str(pruning.id)]


def test_what_was_stopped_keeps_no_outcome(cast: Cast, pruning: Opportunity) -> None:
    actor = cast.facilitator.actor
    with writing():
        search_id = a_search(actor).id
    steps = begun(search_id)
    next(steps)
    with writing():
        tasks.stop(actor, search_id)
    for _ in steps:
        pass
    db.session.rollback()
    assert tasks.state_of(search_id) == TaskState.STOPPED
    assert queries.get_search(actor, search_id).solved_at is None


def lacking(cast: Cast) -> dict[str, Lacks]:
    return {each.title: each.judged.lacks for each in benefit.feasibility_of(cast.facilitator.actor).rows}


def test_demands_by_what_they_lack(cast: Cast, pruning: Opportunity) -> None:
    actor = cast.facilitator.actor
    with writing():
        a_demand(actor, "Cuidar", {competence(0): ""})
        a_demand(actor, "Cozinhar", {competence(0): "", competence(2): ""}, most=2)
        a_demand(actor, "Três coisas", {competence(0): "", competence(2): "", competence(3): ""}, most=5)
        an_untaken_offer(cast.coordinator.actor, title="Longe")
        put_competences(an_offer(cast.coordinator.actor, title="Sem nada"), [])
    assert lacking(cast) == {
        "Podas": Lacks.MEASURE,
        "Cuidar": Lacks.NOTHING,
        "Cozinhar": Lacks.PERSON,
        "Três coisas": Lacks.MORE,
        "Longe": Lacks.MORE,
    }
    assert benefit.feasibility_of(actor).silent == 1
