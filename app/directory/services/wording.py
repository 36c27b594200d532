"""How gaps of quality, problems of imports, texts and intervals are said on screen."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

GAPS: dict[str, Any] = {
    "description": _("Describe it in a few sentences: at least 200 letters."),
    "checked": _("Check that everything is still true."),
    "contact": _("Give a telephone, an e-mail or a link."),
    "themes": _("Say what it is about."),
    "groups": _("Say whom it is for."),
    "hours": _("Give the opening hours."),
    "how_to_ask": _("Say how to get it, and who may ask for it."),
    "translations": _("Write the name and the description in two other languages."),
    "address": _("Give the address."),
    "cost": _("Say what it costs."),
    "directions": _("Describe the way by landmarks."),
    "languages": _("Say which languages are spoken there."),
    "what_to_bring": _("Say what to bring."),
}

PROBLEMS: dict[str, Any] = {
    "missing": _("The field %(field)s is missing."),
    "not_text": _("The field %(field)s should be text."),
    "too_long": _("The field %(field)s is too long."),
    "no_day": _("The field %(field)s is no day between 2000 and today, such as 2026-05-31."),
    "no_number": _("The field %(field)s should be a number."),
    "no_list": _("The field %(field)s should be a list of words."),
    "bad_hours": _("The field %(field)s is not in the syntax of OpenStreetMap, such as Mo-Fr 09:00-12:30."),
    "bad_mail": _("The field %(field)s is no e-mail address."),
    "bad_link": _("The field %(field)s is no address of the internet: it begins with https://."),
    "no_structure": _(
        "No structure with the id that the field %(field)s gives, neither here nor in the file."
    ),
    "not_yours": _("The entry belongs to another organisation."),
    "twice": _("The same id stands in the file before."),
    "no_course": _("The field %(field)s applies only to services of the kind “Training”."),
    "no_row": _("This is no entry with fields."),
}

TEXT_LABELS: dict[str, Any] = {
    "name": _("Name"),
    "description": _("Description"),
    "groups_detail": _("Whom it is for, in words"),
    "access_conditions": _("Conditions"),
    "what_to_bring": _("What to bring"),
    "cost_detail": _("What it costs, in words"),
    "request_detail": _("How to get it, in words"),
    "directions": _("The way by landmarks"),
}

INTERVALS: dict[int, Any] = {
    30: _("Every month"),
    90: _("Every three months"),
    180: _("Every six months"),
    365: _("Every year"),
}


def problem_sentences(broken: Mapping[str, Any]) -> str:
    """What is wrong with a row of a report, in the language of the page; older reports keep one thing."""
    faults = broken.get("faults") or [[broken["problem"], broken["field"]]]
    return " ".join(
        str(PROBLEMS.get(problem, PROBLEMS["no_row"])) % {"field": field} for problem, field in faults
    )
