"""Links that let somebody in are worth no more than the right of whoever made them, and end with it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts import queries
from app.accounts.models import Membership, Staff
from app.accounts.operations.staff import add_membership, end_membership, reinstate_staff, suspend_staff
from app.accounts.roles import Role
from app.core import clock
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import Cast, Person, id_of
from tests.client import PageClient
from tests.integration.accounts.test_invitations import ADDRESS, link_in, send
from tests.integration.accounts.test_new_passwords import NEW, hash_of, make_link, use

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def link(cast: Cast, client_for: ClientFor) -> str:
    """The administrator's link for a new password of the colleague."""
    return make_link(client_for(cast.administrator), cast.colleague)


@pytest.fixture
def invitation(cast: Cast, client_for: ClientFor) -> str:
    """An open invitation of the administrator."""
    client = client_for(cast.administrator)
    return link_in(client.follow(send(client, cast)))


def serve(person: Person, where: UUID, role: str = "registrar") -> None:
    """A role in a municipality, as its own administrator gives it."""
    key, hall = ("", "town_hall") if where == id_of("here") else ("stranger_", "other_town_hall")
    with writing():
        add_membership(
            Person(f"{key}administrator").actor,
            staff=db.session.get_one(Staff, person.id),
            organisation_id=id_of(hall),
            municipality_id=where,
            role=Role(role),
        )


def is_closed(client: PageClient, link: str) -> bool:
    """Whether the link leads nowhere any more, neither to look at nor to use."""
    stored = hash_of(Person("colleague"))
    client.get(link, status=410)
    page = client.post(link, {"password": NEW, "again": NEW}, status=410)
    return "já não o pode fazer" in page.text and hash_of(Person("colleague")) == stored


def test_a_link_is_worth_nothing_where_its_maker_has_no_right(
    cast: Cast, link: str, client_for: ClientFor
) -> None:
    """Made here, kept, and used when the colleague serves elsewhere too: that would be a way in there."""
    serve(cast.colleague, cast.here, "observer")
    client_for(None).get(link)  # another role here takes nothing from the administrator's right
    serve(cast.colleague, cast.elsewhere)
    assert is_closed(client_for(None), link)
    with writing():
        ended = select(Membership).where(
            Membership.staff_id == cast.colleague.id, Membership.municipality_id == cast.elsewhere
        )
        end_membership(cast.stranger_administrator.actor, membership=db.session.scalars(ended).one())
    assert is_closed(client_for(None), link), "a right that ended does not bring the link back"


def test_a_link_ends_when_its_makers_account_or_role_does(
    cast: Cast, client_for: ClientFor, link: str
) -> None:
    serve(cast.coordinator, cast.here, "administrator")
    second = make_link(client_for(cast.coordinator), cast.colleague)
    maker = db.session.get_one(Staff, cast.administrator.id)
    with writing():
        suspend_staff(cast.coordinator.actor, staff=maker)
    assert is_closed(client_for(None), link)
    with writing():
        reinstate_staff(cast.coordinator.actor, staff=maker)
    assert is_closed(client_for(None), link)

    given = select(Membership).where(
        Membership.staff_id == cast.coordinator.id, Membership.role == "administrator"
    )
    client_for(None).get(second)
    with writing():
        end_membership(cast.administrator.actor, membership=db.session.scalars(given).one())
    assert is_closed(client_for(None), second)
    serve(cast.coordinator, cast.here, "administrator")
    assert is_closed(client_for(None), second)
    with clock.frozen_at(clock.now() + timedelta(minutes=5)):
        use(client_for(None), make_link(client_for(cast.coordinator), cast.colleague))


def open_invitations(client: PageClient) -> int:
    """How many invitations the list of staff shows as still open."""
    return len(client.get("/staff").soup.select("form[action$='/withdrawal']"))


def is_useless(client: PageClient, link: str) -> bool:
    """Whether the invitation leads nowhere any more, neither to look at nor to use."""
    client.get(link, status=410)
    answer = {"name": "Rita", "language": "pt", "password": "comboio verde amarelo"}
    client.post(link, answer | {"again": "comboio verde amarelo"}, status=410)
    return queries.find_staff_by_email(ADDRESS) is None


@pytest.fixture
def second_administrator(cast: Cast) -> Person:
    """The coordinator, who administers as well."""
    with writing():
        add_membership(
            cast.administrator.actor,
            staff=db.session.get_one(Staff, cast.coordinator.id),
            organisation_id=cast.town_hall,
            municipality_id=cast.here,
            role=Role.ADMINISTRATOR,
        )
    return cast.coordinator


def test_an_invitation_ends_with_the_right_of_who_sent_it(
    cast: Cast, client_for: ClientFor, invitation: str, second_administrator: Person
) -> None:
    sender = db.session.get_one(Staff, cast.administrator.id)
    other = client_for(second_administrator)
    assert open_invitations(other) == 1
    with writing():
        suspend_staff(second_administrator.actor, staff=sender)
    assert is_useless(client_for(None), invitation)
    assert open_invitations(other) == 0, "what is worth nothing does not stand in the list"
    with writing():
        reinstate_staff(second_administrator.actor, staff=sender)
    assert is_useless(client_for(None), invitation), "a right that ended does not bring the link back"


def test_an_invitation_ends_with_the_role_of_who_sent_it(
    cast: Cast, client_for: ClientFor, second_administrator: Person
) -> None:
    sender = client_for(second_administrator)
    invitation = link_in(sender.follow(send(sender, cast)))
    given = Membership.staff_id == second_administrator.id, Membership.role == "administrator"
    with writing():
        end_membership(
            cast.administrator.actor, membership=db.session.scalars(select(Membership).where(*given)).one()
        )
    assert is_useless(client_for(None), invitation)


def test_the_right_is_asked_when_the_link_is_used(cast: Cast, client_for: ClientFor, invitation: str) -> None:
    """However it was lost: here behind the back of every operation."""
    with writing():
        db.session.get_one(Membership, id_of("membership of administrator")).ended_at = clock.now()
    page = client_for(None).get(invitation, status=410)
    assert "já não pode convidar para este concelho" in page.text
    assert is_useless(client_for(None), invitation)
