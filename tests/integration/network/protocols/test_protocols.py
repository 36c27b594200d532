"""Protocols: signed once all agree, renewed, ended, each taken back; how they stand on a day."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, NotFound, StaleRecord
from app.core.machine import UnknownReason
from app.core.unit_of_work import writing
from app.network.parties.models import PartyReach
from app.network.protocols.models import Protocol, ProtocolState, Renewal
from app.network.protocols.operations import decisions, parts, protocols
from app.network.protocols.queries.protocols import get_protocol
from app.network.protocols.queries.resting import (
    protocols_on_party,
)
from app.network.protocols.signing import NotReady
from app.network.protocols.term import Standing, is_standing, standing
from tests.cast import Cast
from tests.factories.protocols import a_draft, a_protocol, an_association
from tests.integration.network.protocols.conftest import Make, fresh

SIGNED_ON = date(2025, 1, 12)


def sign(cast: Cast, protocol: Protocol, on: date = SIGNED_ON) -> None:
    with writing():
        decisions.sign(cast.coordinator.actor, protocol=protocol, version=protocol.version, on=on)


def renew(cast: Cast, protocol: Protocol, until: date | None) -> None:
    with writing():
        decisions.renew(
            cast.coordinator.actor,
            renewal_id=new_id(),
            protocol=protocol,
            version=protocol.version,
            ends_on=until,
        )


def test_nobody_signs_before_all_sides_agree(cast: Cast, draft: Make) -> None:
    protocol = draft(agreed_on=None)
    with pytest.raises(NotReady) as refused:
        sign(cast, protocol)
    assert [each.party.name for each in refused.value.lacking.not_agreed] == [
        "Câmara Municipal (here)",
        "Associação Mãos Dadas",
    ]
    assert fresh(cast, protocol.id).is_draft


def test_an_agreement_with_oneself_is_none(cast: Cast) -> None:
    with writing():
        alone = a_draft(cast.coordinator.actor, [cast.town_hall])
    with pytest.raises(NotReady) as refused:
        sign(cast, fresh(cast, alone.id))
    assert refused.value.lacking.parties


def test_a_party_that_left_the_municipality_signs_nothing(cast: Cast, draft: Make, association: UUID) -> None:
    protocol = draft()
    with writing():
        db.session.execute(delete(PartyReach).where(PartyReach.party_id == association))
    protocol = fresh(cast, protocol.id)
    with pytest.raises(NotReady) as refused:
        sign(cast, protocol)
    assert [each.party_id for each in refused.value.lacking.gone] == [association]


def test_it_begins_on_the_day_it_is_signed_unless_it_says_another(cast: Cast, draft: Make) -> None:
    protocol = draft()
    sign(cast, protocol)
    assert protocol.starts_on == SIGNED_ON
    assert {each.signed_on for each in protocol.sides} == {SIGNED_ON}


@pytest.mark.parametrize("on", [date(2024, 12, 31), date(2199, 1, 1)])
def test_a_day_before_the_agreement_or_to_come_is_none_to_sign_on(cast: Cast, draft: Make, on: date) -> None:
    protocol = draft()
    with pytest.raises(decisions.BadDay):
        sign(cast, protocol, on)
    assert fresh(cast, protocol.id).is_draft


def test_what_is_signed_was_read(cast: Cast, draft: Make) -> None:
    protocol = draft()
    with pytest.raises(StaleRecord), writing():
        decisions.sign(cast.coordinator.actor, protocol=protocol, version=protocol.version + 1, on=SIGNED_ON)


def test_what_was_signed_stays_as_it_is_until_the_signing_is_taken_back(cast: Cast, signed: Make) -> None:
    protocol, actor = signed(), cast.coordinator.actor
    side = protocols.Side(role="funding")
    with pytest.raises(protocols.NoDraft), writing():
        protocols.edit_party(actor, protocol=protocol, row=protocol.sides[0], version=1, side=side)
    with pytest.raises(protocols.NoDraft), writing():
        parts.remove(actor, protocol=protocol, part=protocol.sides[0])
    with writing():
        decisions.take_signing_back(actor, protocol=protocol)
    protocol = fresh(cast, protocol.id)
    with writing():
        parts.remove(actor, protocol=protocol, part=protocol.sides[1])
    assert len(fresh(cast, protocol.id).sides) == 1


def test_a_party_stands_in_it_once(cast: Cast, draft: Make, association: UUID) -> None:
    protocol, side = draft(), protocols.Side(role="funding")
    with pytest.raises(protocols.AlreadyParty), writing():
        protocols.add_party(
            cast.coordinator.actor, row_id=new_id(), protocol=protocol, party_id=association, side=side
        )


def test_a_renewal_goes_on_from_the_day_after_and_can_be_taken_back(cast: Cast, signed: Make) -> None:
    protocol = signed(ends_on=date(2025, 12, 31))
    renew(cast, protocol, date(2027, 12, 31))
    renew(cast, protocol, date(2028, 12, 31))
    assert [each.starts_on for each in protocol.renewed] == [date(2026, 1, 1), date(2028, 1, 1)]
    assert protocol.ends_on == protocol.last_on == date(2028, 12, 31)
    actor = cast.coordinator.actor
    with pytest.raises(Conflict), writing():
        decisions.take_renewal_back(actor, protocol=protocol, renewal=protocol.renewed[0])
    protocol = fresh(cast, protocol.id)
    for before in (date(2027, 12, 31), date(2025, 12, 31)):
        with writing():
            decisions.take_renewal_back(actor, protocol=protocol, renewal=protocol.renewed[-1])
        assert protocol.ends_on == protocol.last_on == before
    assert protocol.renewed_from is None
    assert len(fresh(cast, protocol.id).renewals) == 2, "what was taken back stays to be read"


def test_a_renewal_does_not_end_before_what_is_agreed(cast: Cast, signed: Make) -> None:
    protocol = signed(ends_on=date(2025, 12, 31))
    with pytest.raises(decisions.BadDay):
        renew(cast, protocol, date(2025, 12, 31))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"ends_on": date(2025, 12, 31), "renewal": Renewal.NONE},
        {"ends_on": date(2025, 12, 31), "renewal": Renewal.BY_ITSELF, "months": 12},
    ],
)
def test_only_what_says_so_is_renewed_by_an_act(cast: Cast, signed: Make, values: dict[str, Any]) -> None:
    with pytest.raises(decisions.NotRenewable):
        renew(cast, signed(**values), date(2030, 12, 31))


def test_what_was_renewed_is_not_unsigned(cast: Cast, signed: Make) -> None:
    protocol = signed(ends_on=date(2025, 12, 31))
    renew(cast, protocol, date(2027, 12, 31))
    with pytest.raises(decisions.RenewedSince), writing():
        decisions.take_signing_back(cast.coordinator.actor, protocol=protocol)


def test_whoever_ended_it_takes_that_back_and_nobody_else(cast: Cast, signed: Make) -> None:
    protocol = signed()
    with pytest.raises(UnknownReason), writing():
        decisions.end(cast.coordinator.actor, protocol=protocol, reason="because")
    with writing():
        decisions.end(cast.coordinator.actor, protocol=fresh(cast, protocol.id), reason="one_side")
    other = cast.stranger_coordinator.actor
    elsewhere = {cast.here: cast.coordinator.actor.grants[cast.here]}
    colleague = type(other)(kind=other.kind, id=other.id, municipality_id=cast.here, grants=elsewhere)
    with pytest.raises(Forbidden), writing():
        decisions.take_ending_back(colleague, protocol=fresh(cast, protocol.id))
    with writing():
        decisions.take_ending_back(cast.coordinator.actor, protocol=fresh(cast, protocol.id))
    assert fresh(cast, protocol.id).state == ProtocolState.SIGNED


def test_the_list_finds_each_by_how_it_stands(cast: Cast, draft: Make, signed: Make) -> None:
    """What the database is asked for is what a page says of it, on any day."""
    chance = random.Random(20)  # noqa: S311  no secret
    first = date(2025, 1, 15)
    made = [draft(), signed()]
    for _ in range(8):
        ends = first + timedelta(days=chance.randint(0, 400))
        made.append(signed(ends_on=ends, renewal=chance.choice([*Renewal]), months=6, starts_on=first))
    for each in made[2:]:
        if decisions.is_renewable(each) and chance.random() < 0.7:
            assert each.ends_on
            renew(cast, each, each.ends_on + timedelta(days=chance.randint(1, 300)))
    with writing():
        decisions.end(cast.coordinator.actor, protocol=made[3], reason="other")
    for day in range(-20, 900, 13):
        today = first + timedelta(days=day)
        stands = {each.id: standing(each, today) for each in made}
        for wanted in Standing:
            found = set(db.session.scalars(select(Protocol.id).where(is_standing(wanted, today))))
            assert found == {key for key, said in stands.items() if said is wanted}, (wanted, today)


def test_a_partner_finds_its_own_and_no_other(cast: Cast, signed: Make, association: UUID) -> None:
    own = signed()
    with writing():
        other = an_association(cast.coordinator.actor, "Clube da Ribeira")
        strange = a_protocol(cast.coordinator.actor, [association, other])
    partner = cast.partner_technician.actor
    assert get_protocol(partner, own.id).id == own.id
    with pytest.raises(NotFound):
        get_protocol(partner, strange.id)
    with pytest.raises(NotFound):
        get_protocol(cast.stranger_coordinator.actor, own.id)
    assert [each.label for each in protocols_on_party(partner, association)] == [own.title]
