"""What can go wrong with accounts."""

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
