"""The portal's certificate runs out in the middle of a session: tablets go on, and nobody is lost."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Error, expect

from app.core import clock
from tests.browser.tablets import prepared, received, registered
from tests.cast import Cast
from tests.engines import Engine, settings
from tests.serving import by_granian, free_port

HOST = "portal.example.org"
DAY = timedelta(days=1)
PATIENCE = 60_000
"""Milliseconds that a busy machine may take."""
Portal = Callable[[ec.EllipticCurvePrivateKey, timedelta], AbstractContextManager[object]]


def certificate(folder: Path, key: ec.EllipticCurvePrivateKey, ends: timedelta) -> dict[str, str]:
    """One that ends so long from now, where granian finds it."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    built = built.not_valid_before(clock.now() - 90 * DAY).not_valid_after(clock.now() + ends)
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    (folder / "fullchain.pem").write_bytes(built.sign(key, hashes.SHA256()).public_bytes(pem))
    (folder / "privkey.pem").write_bytes(private)
    files = {"GRANIAN_SSL_CERTIFICATE": "fullchain.pem", "GRANIAN_SSL_KEYFILE": "privkey.pem"}
    return {variable: str(folder / file) for variable, file in files.items()}


def trusting(key: ec.EllipticCurvePrivateKey) -> str:
    """The option by which Chromium believes this key, as if an authority had signed for it; and no other."""
    kind, form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    digest = hashlib.sha256(key.public_key().public_bytes(kind, form)).digest()
    return f"--ignore-certificate-errors-spki-list={base64.b64encode(digest).decode()}"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def portal(engine: Engine, tmp_path: Path, port: int) -> Portal:
    """The portal by https, served with a key and a certificate of it that ends so long from now."""
    surroundings = {
        "AUTONOMUS_ENV": "test",
        "SECRET_KEY": settings(engine.url, tmp_path).secret_key,
        "DATABASE_URL": engine.url,
        "DATA_FOLDER": str(tmp_path),
        "ALLOWED_HOSTS": HOST,
        "TLS": "on",
    }

    @contextmanager
    def serve(key: ec.EllipticCurvePrivateKey, ends: timedelta) -> Iterator[None]:
        more = surroundings | certificate(tmp_path, key, ends)
        with by_granian(tmp_path, "wsgi:server", workers=1, port=port, **more):
            yield

    return serve


def test_a_certificate_that_expires_during_a_session_loses_nobody(
    cast: Cast, chromium: Browser, portal: Portal, port: int, tmp_path: Path
) -> None:
    """Whatever is not prepared, the browser refuses with a page of its own; HSTS leaves no way past it. The
    second certificate is over, and nobody vouches for its key: Chromium names that, and refuses either alike.
    """
    good, bad = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    options = (trusting(good), f"--host-resolver-rules=MAP {HOST} 127.0.0.1")
    tablet = prepared(cast, chromium, tmp_path / "tablet", f"https://{HOST}:{port}", options=options)
    with portal(good, DAY):
        tablet.open().ready()
    with portal(bad, -DAY):
        tablet.register("Maria", "1")
        expect(tablet.said("server")).to_be_visible(timeout=PATIENCE)
        tablet.counts(kept=1, sent=0)
        tablet.again()
        expect(tablet.said("server")).to_be_visible(timeout=PATIENCE)
        tablet.register("Manuel", "2")
        tablet.counts(kept=2, sent=0)
        tablet.page.goto("/outreach/device", timeout=PATIENCE)
        expect(tablet.page).to_have_url(f"{tablet.address}/outreach/packs/{tablet.pack_id}")
        tablet.counts(kept=2, sent=0)
        other = tablet.context.new_page()
        with pytest.raises(Error, match="ERR_CERT"):
            other.goto("/", timeout=PATIENCE)
        other.close()
        assert received() == 0
    with portal(good, 90 * DAY):
        tablet.hurry()
        tablet.counts(kept=0, sent=2)
        expect(tablet.said("server")).to_be_hidden(timeout=PATIENCE)
        tablet.page.reload(timeout=PATIENCE)
        tablet.counts(kept=0, sent=2)
    tablet.close()
    assert (received(), registered()) == (2, 2)
    assert not tablet.complaints
