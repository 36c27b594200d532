"""Which state of an idea may follow which, and for whom."""

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.initiatives.ideas.models import Idea
from app.initiatives.ideas.models import IdeaState as S


def may_answer(actor: Actor, idea: Idea) -> bool:
    """Whoever writes initiatives sees to what people would like to begin."""
    return actor.may(Permission.INITIATIVE_WRITE, idea.municipality_id)


IDEA = Machine(
    Step(S.WAITING, S.ANSWERED, may_answer),
    Step(S.WAITING, S.OPPORTUNITY, may_answer),
    Step(S.WAITING, S.INITIATIVE, may_answer),
    Step(S.ANSWERED, S.WAITING, may_answer),
    Step(S.OPPORTUNITY, S.WAITING, may_answer),
    Step(S.INITIATIVE, S.WAITING, may_answer),
    Step(S.WAITING, S.WITHDRAWN),
    names={
        S.WAITING: _("Waiting"),
        S.ANSWERED: _("Answered"),
        S.OPPORTUNITY: _("Made an opportunity"),
        S.INITIATIVE: _("Made an initiative"),
        S.WITHDRAWN: _("Idea taken back"),
    },
    tones={S.WAITING: "ochre", S.OPPORTUNITY: "good", S.INITIATIVE: "good"},
)
