"""What everybody may read, in the languages of the kiosk."""

import pytest

from app.core import i18n
from tests.integration.office.conftest import ClientFor


@pytest.mark.parametrize("path", ["/privacy", "/accessibility", "/complaints"])
def test_everybody_reads_it_in_their_language(client_for: ClientFor, path: str) -> None:
    client = client_for(None)
    for language in i18n.offered("kiosk"):
        page = client.get(f"{path}?language={language.code}")
        assert page.soup.html is not None
        assert page.soup.html["lang"] == language.tag
        assert page.soup.html["dir"] == language.direction
    client.get(f"{path}?language=xx")
    client.post(path, status=405)


def test_the_complaints_book_can_be_scanned(client_for: ClientFor) -> None:
    page = client_for(None).get("/complaints")
    assert page.soup.select_one(".qr svg") is not None
    assert page.soup.select_one('a[href="https://www.livroamarelo.gov.pt/"]') is not None
