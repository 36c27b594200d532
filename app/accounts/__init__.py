"""Staff and what they may do: memberships and roles, invitations, sign-in, sessions."""
