"""Plain placeholders in text: {{partes}}. What stands for one is text; nothing is ever evaluated.

Names are compared folded: {{ Título }} is {{titulo}}. Imported on both sides of app/core/apart.py.
"""

import re
from collections.abc import Mapping

from app.core.text import fold

PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_LOOSE = re.compile(r"\{\{.{0,40}|.{0,40}\}\}", re.DOTALL)
"""Braces that open or close nothing: somebody meant a placeholder."""


def names_in(text: str) -> list[str]:
    """The names of the placeholders as they were written; of loose braces what stands there."""
    loose = _LOOSE.findall(PLACEHOLDER.sub("", text))
    return [each.strip() for each in (*PLACEHOLDER.findall(text), *loose)]


def put(text: str, values: Mapping[str, str]) -> str:
    """The text with values, by folded name; a placeholder that none stands for stays."""
    return PLACEHOLDER.sub(lambda found: values.get(fold(found[1]), found[0]), text)
