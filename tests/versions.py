"""What a page shows to the second of two people who changed a record."""

from tests.client import Page


def versions_on(page: Page) -> list[tuple[str, str]]:
    """Of each field that both changed: what is stored, and what was typed."""
    words = [" ".join(cell.get_text(" ").split()) for cell in page.soup.select("td.as-typed")]
    return list(zip(words[::2], words[1::2], strict=True))
