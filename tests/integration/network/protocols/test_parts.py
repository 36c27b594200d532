"""What is owed by a protocol and its papers; what something elsewhere may rest on."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.core.errors import Conflict, Forbidden, NotFound
from app.core.unit_of_work import writing
from app.network.protocols.operations import parts
from app.network.protocols.queries.protocols import today_at
from app.network.protocols.queries.resting import (
    NotItsProtocol,
    demand_protocol,
    offered_protocols,
)
from tests.cast import Cast
from tests.factories.protocols import a_paper, an_association, an_obligation
from tests.integration.network.protocols.conftest import Make, fresh


def test_an_obligation_is_done_by_whoever_sees_to_it(cast: Cast, signed: Make) -> None:
    protocol, worker = signed(), cast.facilitator
    with writing():
        duty = an_obligation(cast.coordinator.actor, protocol, due_on=date(2025, 3, 1), owner_id=worker.id)
    today = today_at(protocol)
    assert duty.is_late(today)
    with pytest.raises(parts.NotYet), writing():
        parts.note_done(worker.actor, obligation=duty, version=duty.version, on=today + timedelta(days=1))
    with pytest.raises(Forbidden), writing():
        parts.note_done(cast.registrar.actor, obligation=duty, version=duty.version, on=today)
    with writing():
        parts.note_done(worker.actor, obligation=duty, version=duty.version, on=today, evidence="Ofício 3")
    assert not duty.is_late(today)
    with writing():
        parts.take_done_back(worker.actor, obligation=duty)
    assert duty.is_late(today)
    assert duty.evidence == "Ofício 3"


def test_nobody_of_elsewhere_sees_to_an_obligation(cast: Cast, signed: Make) -> None:
    with pytest.raises(NotFound), writing():
        an_obligation(cast.coordinator.actor, signed(), owner_id=cast.stranger.id)


def test_whoever_owes_something_is_not_taken_out(cast: Cast, draft: Make) -> None:
    protocol, actor = draft(), cast.coordinator.actor
    with writing():
        duty = an_obligation(actor, protocol)
    with pytest.raises(parts.StillOwes), writing():
        parts.remove(actor, protocol=protocol, part=protocol.sides[-1])
    protocol = fresh(cast, protocol.id)
    party = protocol.sides[-1]
    (duty,) = protocol.obligations
    with writing():
        parts.remove(actor, protocol=protocol, part=duty)
        parts.remove(actor, protocol=protocol, part=party)
    with pytest.raises(Conflict), writing():
        parts.put_back(actor, protocol=protocol, part=duty)
    protocol = fresh(cast, protocol.id)
    with writing():
        parts.put_back(actor, protocol=protocol, part=protocol.parties[-1])
        parts.put_back(actor, protocol=protocol, part=protocol.obligations[0])
    assert len(fresh(cast, protocol.id).sides) == 2


def test_a_paper_that_was_taken_out_can_be_put_back(cast: Cast, signed: Make) -> None:
    protocol, actor = signed(), cast.coordinator.actor
    with writing():
        a_paper(actor, protocol)
        parts.remove(actor, protocol=protocol, part=protocol.papers[0])
    assert fresh(cast, protocol.id).papers[0].removed_at
    with writing():
        parts.put_back(actor, protocol=protocol, part=protocol.papers[0])
    assert fresh(cast, protocol.id).papers[0].removed_at is None


def test_something_rests_only_on_what_its_organisation_signed_and_what_stands(
    cast: Cast, draft: Make, signed: Make, association: UUID
) -> None:
    stands, over, planned = signed(), signed(ends_on=date(2025, 2, 1)), draft()
    with writing():
        other = an_association(cast.coordinator.actor, "Clube da Ribeira")
    assert list(offered_protocols(cast.here, [association])) == [stands.id]
    assert list(offered_protocols(cast.here, [other])) == []
    assert set(offered_protocols(cast.here, [other], kept=over.id)) == {over.id}
    demand_protocol(stands.id, cast.here, association)
    demand_protocol(over.id, cast.here, association, (over.id, association))
    for protocol, organisation in ((over, association), (planned, association), (stands, other)):
        with pytest.raises(NotItsProtocol):
            demand_protocol(protocol.id, cast.here, organisation)
    with pytest.raises(NotFound):
        demand_protocol(stands.id, cast.elsewhere, association)
