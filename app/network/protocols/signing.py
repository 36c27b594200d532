"""What keeps a protocol from being signed, all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.errors import Conflict
from app.network.protocols.models import Protocol, ProtocolParty, Renewal

FEWEST = 2
"""An agreement has two sides."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """`parties`: there are not enough of them. `length`: nobody said for how long it renews itself. `gone`:
    those that no longer work in the municipality.
    """

    parties: bool
    length: bool
    not_agreed: Sequence[ProtocolParty]
    nobody_signs: Sequence[ProtocolParty]
    gone: Sequence[ProtocolParty]

    def __bool__(self) -> bool:
        return bool(self.parties or self.length or self.not_agreed or self.nobody_signs or self.gone)


class NotReady(Conflict):
    """Something is lacking before all sides can sign."""

    def __init__(self, lacking: Lacking) -> None:
        self.lacking = lacking
        super().__init__(lacking)


def lacking(protocol: Protocol) -> Lacking:
    sides = protocol.sides
    renews_itself = protocol.renewal == Renewal.BY_ITSELF
    return Lacking(
        parties=len({each.party_id for each in sides}) < FEWEST,
        length=renews_itself and not (protocol.ends_on and protocol.renewal_months),
        not_agreed=[each for each in sides if each.agreed_on is None],
        nobody_signs=[each for each in sides if not each.signatory],
        gone=[each for each in sides if not each.works_here],
    )
