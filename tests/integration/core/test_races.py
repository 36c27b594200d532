"""Several who make the same at once: of what still counts there is one, and each of them gets a clear answer.

On PostgreSQL they meet right before they write, each having seen that there is nothing yet; SQLite lets one
write after the other.
"""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Index, func, select, text

from app.accounts.models import Staff
from app.accounts.operations.invitations import invite
from app.accounts.roles import Role
from app.core.application import Autonomus
from app.core.db import Base, db, new_id
from app.skills.operations.entries import describe_entry
from tests.cast import PASSWORD, Cast
from tests.engines import Engine
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, list_of, making
from tests.factories.workshops import make_workshop
from tests.integration.core.racers import (
    Clients,
    Scene,
    _announce,
    _live_together,
    _restrict,
    _say_not_same,
    _send,
    browsers,
    consents,
    contacts,
    disciplines,
    enrolments,
    feeds,
    holidays,
    in_initiative,
    interests,
    invitations,
    members,
    merges,
    of_party,
    opportunity_merges,
    party_merges,
    people,
    proposals,
    roles,
    served,
    sharing,
    slips,
    team,
)
from tests.racing import Act, at_once, meeting


@pytest.fixture
def scene(cast: Cast, client_for: Clients) -> Scene:
    staff = clerk(cast.here, cast.facilitator.id)
    with making():
        person = make_person(staff, "Rosa Invenção")
        own = list_of(staff, described=True)
        describe_entry(staff, entry=own.entries[0], level="teaches", wish="yes")
        workshop = make_workshop(staff, capacity=9, organisation_id=cast.town_hall)
        taught = own.entries[0].competence_id
    assert taught is not None
    return Scene(cast, client_for, staff, person.id, own.id, workshop.id, taught)


RACES: dict[str, tuple[Callable[[Scene], list[Act]], set[int]]] = {
    "uq_consent_active": (sharing, {303}),
    "uq_consent_active_without_recipient": (consents, {303}),
    "uq_contact_point_same": (contacts, {303}),
    "uq_enrolment_open_of_list": (partial(enrolments, by_list=True), {303}),
    "uq_enrolment_open_of_person": (enrolments, {303}),
    "uq_erasure_notice_of_person": (partial(people, act=_announce), {303}),
    "uq_feed_active": (feeds, {303}),
    "uq_household_member_contact": (partial(people, act=_live_together), {303, 409}),
    "uq_household_member_now": (partial(people, act=_live_together), {303, 409}),
    "uq_initiative_member_counts": (in_initiative, {303, 422}),
    "uq_interest_of_list": (interests, {303, 409}),
    "uq_local_holiday_every_year": (holidays, {303, 422}),
    "uq_membership_active": (roles, {303, 422}),
    "uq_not_same_active": (partial(people, act=_say_not_same), {303, 409}),
    "uq_opportunity_merge_gone": (opportunity_merges, {303, 409, 422}),
    "uq_outreach_registration_slip": (slips, {303, 422}),
    "uq_participant_merge_gone": (merges, {303, 409}),
    "uq_partnership_role_once": (partial(of_party, what="roles", role="local"), {303, 422}),
    "uq_party_member_once": (members, {303, 422}),
    "uq_party_merge_gone": (party_merges, {303, 404, 409}),
    "uq_party_name_once": (partial(of_party, what="names", text="CMA", sort="acronym"), {303, 422}),
    "uq_party_parish_once": (served, {303}),
    "uq_partner_invitation_sent": (invitations, {303, 422}),
    "uq_restriction_of_person": (partial(people, act=_restrict), {303}),
    "uq_staff_discipline_active": (disciplines, {303}),
    "uq_terminal_session_connected": (browsers, {303, 404}),
    "uq_workshop_proposal_of_list": (proposals, {303, 409}),
    "uq_workshop_proposal_of_person": (partial(proposals, received=True), {303, 409}),
}
"""How each is made at once, and what the others than the first are answered."""


def partial_indexes() -> dict[str, Index]:
    """What says of which rows there is one; an index over all rows is a constraint like any other."""
    found = {index.name: index for table in Base.metadata.tables.values() for index in table.indexes}
    return {str(name): index for name, index in found.items() if index.unique and str(name)[:3] == "uq_"}


def test_whatever_there_is_one_of_is_raced_for() -> None:
    assert sorted(partial_indexes()) == sorted(RACES)


@pytest.mark.parametrize("name", sorted(RACES))
def test_of_several_at_once_one_counts(app: Autonomus, engine: Engine, scene: Scene, name: str) -> None:
    make, answers = RACES[name]
    index = partial_indexes()[name]
    acts = make(scene)
    trades = "UPDATE terminal_session SET ticket_hash"
    with meeting(engine, trades if make is browsers else f"INSERT INTO {index.table} "):
        statuses = at_once(app, acts)
    assert 303 in statuses
    assert set(statuses) <= answers, statuses
    assert counted(index) == 1


def test_somebody_joins_a_team_once(app: Autonomus, engine: Engine, scene: Scene) -> None:
    """A plain constraint is answered in the same way: the second begins anew and finds the first."""
    with meeting(engine, "INSERT INTO support_team_member "):
        statuses = at_once(app, team(scene))
    assert sorted(set(statuses)) == [303, 422], statuses


def test_two_invitations_to_one_address_make_one_account(
    app: Autonomus, engine: Engine, scene: Scene
) -> None:
    """Whoever comes second has an account already, and is asked for its password."""
    email = "rosa@example.org"
    with making():
        links = [
            invite(
                clerk(scene.cast.here, scene.cast.administrator.id),
                invitation_id=new_id(),
                municipality_id=scene.cast.here,
                name="Rosa",
                email=email,
                organisation_id=scene.cast.town_hall,
                role=role,
                link_of="/invitations/{}".format,
            )
            for role in (Role.FACILITATOR, Role.OBSERVER, Role.REGISTRAR, Role.COORDINATOR)
        ]
    typed = {"name": "Rosa", "language": "pt", "password": PASSWORD, "again": PASSWORD}
    acts = [partial(_send, scene.client_for(None), link, typed) for link in links]
    with meeting(engine, "INSERT INTO staff "):
        statuses = at_once(app, acts)
    assert set(statuses) <= {303, 422}, statuses
    db.session.rollback()
    assert db.session.scalars(select(Staff.email).where(Staff.email_key == email)).all() == [email]


def counted(index: Index) -> int:
    """The most rows that count of any one thing."""
    db.session.rollback()
    assert index.table is not None
    known = [each.is_not(None) for each in index.columns]
    counts = text(index.info.get("where", "true"))
    rows = select(func.count()).select_from(index.table).where(*known, counts).group_by(*index.columns)
    return max(db.session.scalars(rows), default=0)
