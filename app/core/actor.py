"""Who acts: staff, a kiosk terminal, somebody with a link, the system itself, or nobody.

Services and queries take one first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from app.core.errors import Conflict, Forbidden, NotFound
from app.core.permission import Permission


class ActorKind(StrEnum):
    NOBODY = "nobody"
    STAFF = "staff"
    SYSTEM = "system"
    TERMINAL = "terminal"
    GUEST = "guest"
    """Somebody without an account, by a link for one thing: its `id` is the link's, it has no permission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`grants` maps each municipality the actor serves to what they may do there.

    `municipality_id` is the current one: it filters lists and is proposed by new forms. It never
    widens or narrows what a look-up by id may find: that is `grants`. `organisations` maps each
    municipality to the organisations for which the actor works there.

    On a page that asks for a permission, both hold only the municipalities where the actor has it
    (app/core/access.py): whatever the page looks up elsewhere is not found.
    """

    kind: ActorKind = ActorKind.NOBODY
    id: UUID | None = None
    name: str = ""
    language: str = "pt"
    municipality_id: UUID | None = None
    grants: Mapping[UUID, frozenset[Permission]] = field(default_factory=dict)
    organisations: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)

    def may(self, permission: Permission, municipality_id: UUID | None = None) -> bool:
        """Whether the permission is held in that municipality (default: the current one)."""
        if self.kind is ActorKind.SYSTEM:
            return True
        where = municipality_id or self.municipality_id
        return where is not None and permission in self.grants.get(where, frozenset())

    def municipalities(self, permission: Permission) -> frozenset[UUID]:
        return frozenset(where for where, held in self.grants.items() if permission in held)

    def where(self, permission: Permission) -> "Actor":
        """The same actor, who may do nothing where the permission is not held."""
        grants = {place: held for place, held in self.grants.items() if permission in held}
        if len(grants) == len(self.grants):
            return self
        employers = {place: found for place, found in self.organisations.items() if place in grants}
        return replace(self, grants=grants, organisations=employers)

    def works_for(self, organisation_id: UUID, municipality_id: UUID) -> bool:
        """Whether the actor belongs to the organisation in that municipality."""
        return organisation_id in self.organisations.get(municipality_id, frozenset())

    def here(self) -> UUID:
        """The current municipality; NotFound for an actor that has none."""
        if self.municipality_id is None:
            raise NotFound
        return self.municipality_id

    def demand(self, permission: Permission, municipality_id: UUID | None = None) -> None:
        """Raise Forbidden where the permission is not held: the check every service makes."""
        if not self.may(permission, municipality_id):
            raise Forbidden

    def demand_here(self, municipality_id: UUID) -> None:
        """Raise Conflict when a form made in one municipality arrives while working in another."""
        if municipality_id != self.municipality_id:
            raise Conflict


NOBODY = Actor()
SYSTEM = Actor(kind=ActorKind.SYSTEM)
