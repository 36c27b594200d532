"""Applies an htmx answer to the page it was asked from, as the browser would."""

from bs4 import BeautifulSoup, Tag

from tests.reading import parsed

CHANGING = {"nonce", "data-hx-nonce", "data-nonce"}


def patched(page: BeautifulSoup, part: str) -> BeautifulSoup:
    """The old page with its element of the part's root id replaced by the part."""
    new = parsed(part)
    root = new.body.find(True) if new.body else None
    assert isinstance(root, Tag), "a part has one root element"
    old = page.find(id=str(root.get("id")))
    assert isinstance(old, Tag), f"the page has no element with the part's id {root.get('id')}"
    old.replace_with(root)
    return page


def normalised(page: BeautifulSoup) -> str:
    """The main content without what differs in every answer: nonces, tokens, request keys."""
    main = page.select_one("main") or page
    for tag in main.find_all(True):
        for name in CHANGING & set(tag.attrs):
            del tag.attrs[name]
        if tag.get("name") in {"csrf_token", "id", "request_key"}:
            tag.attrs.pop("value", None)
            tag.attrs.pop("id", None)
    return " ".join(str(main).split())
