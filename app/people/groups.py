"""Groups of people the programme is for (domain.md §4). Declared ones are what a person says of themselves.

Those that facts can tell (long unemployment, age, not in work or training) are computed where the
facts live and are never stored; of these only the two that a year of birth tells are known here.
"""

DECLARED = (
    "registered_12_months",
    "without_work_12_months",
    "first_time_12_months",
    "young_neet",
    "women",
    "migrant",
    "disability",
    "low_qualification",
    "minimum_income",
    "employed_seeking_qualification",
    "recently_graduated",
)
AGES = {"over_45": 46, "elderly": 65}


def born_by(group: str, year: int) -> int:
    """The last year of birth that belongs to a derived group in `year`: whoever turns that age then."""
    return year - AGES[group]


def derived(birth_year: int | None, year: int) -> list[str]:
    """The groups that a year of birth tells in `year`."""
    if birth_year is None:
        return []
    return [group for group in AGES if birth_year <= born_by(group, year)]
