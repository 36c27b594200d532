"""Groups a series is for, or that come to it without being registered (domain: groups)."""

from app.people import groups

ACTION_GROUPS = ("employers", "host_community", "professionals", "volunteers")
"""Groups that exist for actions only: nobody is registered as one of them."""
TARGET_GROUPS = (*groups.DECLARED, *groups.DERIVED, *ACTION_GROUPS)
