"""What the templates of the directory say values with."""

from collections.abc import Callable, Mapping

from app.core import i18n
from app.directory.index.vocabulary import vocabulary
from app.directory.services.states import REASONS, SERVICE
from app.directory.services.wording import GAPS


def term(name: str, key: str) -> str:
    """A value of the vocabulary `name`, in the language of the page: "themes"|term("housing")."""
    return vocabulary(name).name(key, i18n.current().code).value


FILTERS: Mapping[str, Callable[..., str]] = {
    "service_gap": lambda key: str(GAPS[key]),
    "service_reason": lambda key: str(REASONS[key]),
    "service_state": SERVICE.name,
    "service_tone": SERVICE.tone,
    "term": term,
}
