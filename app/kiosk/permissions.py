"""What a public terminal may do in its municipality."""

from app.core.permission import Permission

TERMINAL_MAY = frozenset({Permission.ENROLMENT_REQUEST, Permission.INVENTORY_WRITE})
"""Whoever stands there is nobody known: they make their own list, and ask for a place."""
