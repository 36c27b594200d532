"""Links for partners, and what a test asks of them: nothing is kept but what was answered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.feature import declared
from app.core.forms import Form
from app.core.permission import Permission
from app.network.joining.models import PartnerInvitation
from app.network.joining.operations import Recipient, invite
from app.network.links.errands import Errand, Message, Shown
from app.network.links.models import PartnerLink
from app.network.links.operations import make_link
from app.network.links.tokens import token_of
from app.ui.fields import TextField

QUESTION = "question"


class QuestionForm(Form):
    words = TextField("What do you say?", required=True)


@dataclass
class Question:
    """What can be asked, until it is gone; `answers` in their order."""

    answers: list[str] = field(default_factory=list)
    is_gone: bool = False

    def page(self, _actor: Actor, link: PartnerLink) -> Shown | None:
        if self.is_gone:
            return None
        said = self.answers[-1] if self.answers else ""
        return Shown(link.about, QuestionForm(data={"words": said}), "Send", answered=said)

    def use(self, actor: Actor, _link: PartnerLink, form: QuestionForm) -> None:
        assert not actor.grants
        self.answers.append(form.words.data)

    def letter(self, link: PartnerLink) -> Message:
        return Message(link.about, ["Please tell us."])


@contextmanager
def asked(*, is_once: bool = False, reminded: timedelta | None = None) -> Iterator[Question]:
    """As if a feature declared the purpose QUESTION."""
    question = Question()
    errand = Errand(
        purpose=QUESTION,
        label="A question",
        permission=Permission.PARTNERSHIP_WRITE,
        page=question.page,
        use=question.use,
        letter=question.letter,
        is_once=is_once,
        reminded=reminded,
    )
    known = current_app.extensions["features"]
    before = list(declared(Errand))
    known[Errand] = [*before, errand]
    yield question
    known[Errand] = before


def a_link(
    actor: Actor,
    municipality_id: UUID,
    *,
    purpose: str = QUESTION,
    thing_id: UUID | None = None,
    email: str = "",
    language: str = "pt",
    expires_at: datetime | None = None,
) -> PartnerLink:
    """A link for Ana Reis; inside a transaction."""
    return make_link(
        actor,
        link_id=new_id(),
        municipality_id=municipality_id,
        purpose=purpose,
        thing_id=thing_id or new_id(),
        about="Plenário de janeiro",
        recipient="Ana Reis",
        email=email,
        language=language,
        expires_at=expires_at,
    )


def path_of(link: PartnerLink) -> str:
    return f"/l/{token_of(link.id)}"


def an_invitation(
    actor: Actor, municipality_id: UUID, party_id: UUID, *, email: str = "", language: str = "pt"
) -> PartnerLink:
    """A party is asked into the partnership; its link. Inside a transaction."""
    link = invite(
        actor,
        invitation_id=new_id(),
        municipality_id=municipality_id,
        party_id=party_id,
        role="support",
        words="Gostávamos de contar convosco.",
        to=Recipient("Ana Reis", email, language),
    )
    assert link
    return link


def invitation_of(link: PartnerLink) -> PartnerInvitation:
    return db.session.get_one(PartnerInvitation, link.thing_id, populate_existing=True)


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """A party is invited, and a link is out."""
    assert actor.municipality_id
    link = an_invitation(actor, actor.municipality_id, ids["organisation_id"])
    return {"link_id": link.id, "link_token": token_of(link.id), "partner_invitation_id": link.thing_id}
