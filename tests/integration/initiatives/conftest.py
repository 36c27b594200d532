"""Lists and people, as the tests of skills make them."""

from tests.integration.skills.conftest import make_list, make_person

__all__ = ["make_list", "make_person"]
