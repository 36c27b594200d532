"""Writes of accounts: signing in and out, own account, invitations, staff and memberships."""

from app.accounts.services.account import change_password, edit_account
from app.accounts.services.invitations import (
    Invited,
    accept_invitation,
    invite,
    join_by_invitation,
    open_invitation,
    withdraw_invitation,
)
from app.accounts.services.new_passwords import make_password_link, open_password_link, set_password
from app.accounts.services.sessions import (
    SEEN_EVERY,
    SignedIn,
    end_other_sessions,
    end_session,
    mark_seen,
    sign_in,
    switch_municipality,
)
from app.accounts.services.staff import (
    add_membership,
    create_admin,
    end_membership,
    reinstate_staff,
    suspend_staff,
)

__all__ = [
    "SEEN_EVERY",
    "Invited",
    "SignedIn",
    "accept_invitation",
    "add_membership",
    "change_password",
    "create_admin",
    "edit_account",
    "end_membership",
    "end_other_sessions",
    "end_session",
    "invite",
    "join_by_invitation",
    "make_password_link",
    "mark_seen",
    "open_invitation",
    "open_password_link",
    "reinstate_staff",
    "set_password",
    "sign_in",
    "suspend_staff",
    "switch_municipality",
    "withdraw_invitation",
]
