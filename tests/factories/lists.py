"""Lists that somebody brings by the pages: sent, looked at, brought in."""

import io

from tests.client import Page, PageClient


def look_at(client: PageClient, url: str, data: bytes, name: str, **fields: str) -> Page:
    """Send a file by the form of a page; the page that shows what would become of it."""
    form = client.get(url)
    action, upload = next(
        (str(each["action"]), str(each.select_one("[type=file]")["name"]))  # type: ignore[index]
        for each in form.soup.select("form")
        if each.select_one("[type=file]")
    )
    sent = {**form.form(action), **fields, upload: (io.BytesIO(data), name)}
    return client.follow(client.post(action, sent))


def bring_in(client: PageClient, preview: Page) -> Page:
    """Bring in what a page showed; where that leads."""
    url = preview.response.request.path
    return client.follow(client.post(url, preview.form(url)))
