"""What is done with searches, proposed teams and invitations."""

from app.core.errors import Conflict


class MayNotBeProposed(Conflict):
    """Somebody who has not agreed to be proposed to others, or takes it back, or is hidden by now."""


class InEnoughProposals(Conflict):
    """Nobody stands in more than three open proposals."""


class SubjectOver(Conflict):
    """What people were looked for has ended: nobody is proposed for it."""


class NotOpen(Conflict):
    """The proposal is dropped, or a group by now: nothing in it is changed."""
