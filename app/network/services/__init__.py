"""Writes of the network: organisations, the desk, holidays, notices, the official lists."""

from app.network.services.holidays import HolidayKnown, add_holiday, remove_holiday
from app.network.services.notices import answer_notice, raise_notice, withdraw_notice
from app.network.services.official_lists import Report, import_municipalities, import_parishes
from app.network.services.organisations import (
    NameTaken,
    create_organisation,
    edit_desk,
    edit_organisation,
    town_hall_of,
)

__all__ = [
    "HolidayKnown",
    "NameTaken",
    "Report",
    "add_holiday",
    "answer_notice",
    "create_organisation",
    "edit_desk",
    "edit_organisation",
    "import_municipalities",
    "import_parishes",
    "raise_notice",
    "remove_holiday",
    "town_hall_of",
    "withdraw_notice",
]
