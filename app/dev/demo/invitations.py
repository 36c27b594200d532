"""Who is invited into the partnership: one has not answered yet, one has, and nobody has looked at it."""

from uuid import UUID

from app.core.db import new_id
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.network.joining import queries
from app.network.joining.models import Answer
from app.network.joining.operations import Recipient, Reply, answer, invite
from app.network.links.errands import guest
from app.network.links.models import PartnerLink
from app.network.links.operations import note_opened, note_use


def write_invitations() -> None:
    """Both by link: the one of the school stands in the day's work."""
    _invite("Centro de Saúde de Amieira", "support", "Dr.ª Joana Serrano", "joana.serrano@demo.example")
    link = _invite("Agrupamento de Escolas de Amieira", "local", "Prof. Tiago Lemos", "")
    invitation = queries.find_invitation(AMIEIRA, link.thing_id)
    if invitation is not None:
        words = "Temos uma sala livre às quartas à tarde."
        reply = Reply(Answer.YES, ["premises", "publicity"], words, "Tiago Lemos", "+351 200 000 020")
        answer(guest(link), invitation=invitation, reply=reply)
        note_opened(link.id)
        note_use(guest(link), link=link)


def _invite(party: str, role: str, name: str, email: str) -> PartnerLink:
    invitation_id: UUID = new_id()
    link = invite(
        actor_named("Duarte Sobral"),
        invitation_id=invitation_id,
        municipality_id=AMIEIRA,
        party_id=id_of(party),
        role=role,
        words="Gostávamos de contar convosco.",
        to=Recipient(name, email, "pt"),
    )
    assert link is not None
    return link
