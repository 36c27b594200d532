"""More access for somebody of the cast."""

from app.accounts.models import Membership, StaffSession
from app.core import clock
from app.core.db import db, new_id
from tests.cast import Cast, Person, hash_of, id_of
from tests.factories.one_of_each import making


def serve_elsewhere_too(cast: Cast, person: Person) -> None:
    """The same role in the other municipality, and a second browser signed in there."""
    with making():
        hall = id_of("other_town_hall")
        db.session.add(
            Membership(
                id=new_id(),
                staff_id=person.id,
                organisation_id=hall,
                municipality_id=cast.elsewhere,
                role=person.key,
            )
        )
        now = clock.now()
        db.session.add(
            StaffSession(
                id=new_id(),
                staff_id=person.id,
                token_hash=hash_of(f"second {person.token}"),
                municipality_id=cast.elsewhere,
                device="Firefox",
                created_at=now,
                seen_at=now,
            )
        )
