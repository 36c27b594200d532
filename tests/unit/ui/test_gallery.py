"""Every component is drawn in every language and keeps the rules of the house."""

from collections.abc import Callable

import pytest

from app.core.i18n import languages
from app.dev.gallery import PAGES
from tests.cast import Person
from tests.client import PageClient

Client = Callable[[Person | None], PageClient]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("page", PAGES)
def test_the_gallery_draws(client_for: Client, page: str, language: str) -> None:
    found = client_for(None).get(f"/dev/gallery/{page}?language={language}&text=large&contrast=1&lower=1")
    assert found.soup.html
    assert found.soup.html["lang"] == languages()[language].tag


def test_errors_are_summed_up_with_links_to_their_fields(client_for: Client) -> None:
    page = client_for(None).post("/dev/gallery/fields", {"year": "x"}, status=422)
    links = page.soup.select("[data-error-summary] a")
    assert len(links) >= 3
    for link in links:
        assert page.soup.find(id=str(link["href"]).removeprefix("#")), link
