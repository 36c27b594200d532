"""What the templates of the directory say values with."""

from flask import Flask

from app.core import i18n
from app.directory import hours
from app.directory.models import Located
from app.directory.service_wording import GAPS, REASONS, STATE_TONES, STATES
from app.directory.views.sections import sections
from app.directory.vocabulary import vocabulary


def init_app(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.filters |= {
        "address_line": address_line,
        "hours_in_words": hours_in_words,
        "service_gap": lambda key: str(GAPS[key]),
        "service_reason": lambda key: str(REASONS[key]),
        "service_state": lambda key: str(STATES[key]),
        "service_tone": lambda key: STATE_TONES[key],
        "term": term,
    }
    app.jinja_env.globals["directory_sections"] = sections


def term(name: str, key: str) -> str:
    """A value of the vocabulary `name`, in the language of the page: "themes"|term("housing")."""
    return vocabulary(name).name(key, i18n.current().code).value


def address_line(at: Located) -> str:
    """An address in one line."""
    town = " ".join(filter(None, (at.postal_code, at.town)))
    return ", ".join(filter(None, (at.address, at.address_more, town)))


def hours_in_words(expression: str) -> str:
    """Opening hours in the language of the page; "" for none."""
    return hours.in_words(expression, i18n.current().code) if expression else ""
