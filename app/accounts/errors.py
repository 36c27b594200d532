"""What can go wrong with accounts."""

from enum import StrEnum

from app.accounts.passwords import Weakness
from app.core.errors import Conflict, DomainError


class WrongCredentials(DomainError):
    """Address and password do not belong together; which of the two is never said."""

    status = 422


class PasswordTooWeak(DomainError):
    """The new password would be guessed."""

    status = 422

    def __init__(self, weakness: Weakness) -> None:
        self.weakness = weakness
        super().__init__(weakness)


class MembershipExists(Conflict):
    """The person has this very membership already."""


class OwnAccess(Conflict):
    """Nobody does this to themselves: an administrator remains, one's own password has its page."""


class NoAccountYet(Conflict):
    """The invitation is for somebody new, not for an account that exists."""


class AccountExists(Conflict):
    """Somebody signs in with this address already."""


class Refusal(StrEnum):
    """Why a second factor opens nothing."""

    WRONG = "wrong"
    USED = "used"
    """The code of an app has opened something already."""
    CLOCK = "clock"
    """It would be right at another time: the clock of the device, or ours, is minutes off."""
    SPENT = "spent"
    """A recovery code that was used before."""
    PASSKEY = "passkey"
    OTHER_SITE = "other site"
    UNKNOWN = "unknown"
    """No passkey of this account."""
    COPIED = "copied"
    """The device has counted fewer uses than we: there may be two of it."""
    LATE = "late"
    """The question was answered already, or too late."""


class FactorRefused(DomainError):
    """What was shown is not the second factor; `minutes` is how far a clock is ahead, negative behind."""

    status = 422

    def __init__(self, why: Refusal, minutes: int = 0) -> None:
        self.why, self.minutes = why, minutes
        super().__init__(why)


class FactorMissing(DomainError):
    """A role of theirs takes a second factor, and they have none yet."""

    status = 403


class FactorNeeded(Conflict):
    """A role of theirs takes a second factor: the last one stays until there is another."""


class FactorExists(Conflict):
    """There is an app already, or this very passkey."""


class StepOver(DomainError):
    """The time between password and second factor is over, or the password is another by now."""

    status = 422


class NotConfirmed(DomainError):
    """It has to be shown once more who this is."""

    status = 403


class UnknownHere(DomainError):
    """Nobody with an account here: whom the town hall's directory vouches for, or not."""

    status = 422


class AddressTaken(Conflict):
    """The account of this address is linked to somebody else in the directory."""
