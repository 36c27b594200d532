"""Years that were told stay as they were told, also when people are forgotten."""

from app.people.rights.forgetting import Forgotten, about_to_forget
from app.workshops.reports.operations import tell_years_of


@about_to_forget.connect
def tell_first(told: Forgotten) -> None:
    """Count the years that are over, before what they count goes."""
    tell_years_of(told)
