"""Text that the database holds encrypted: without the keys (app/core/key_file.py) it shows nothing.

    number_encrypted: Mapped[str] = mapped_column(info=IDENTITY)
    number_index: Mapped[str] = mapped_column(index=True, info=IDENTITY)
    number = Encrypted("number_encrypted", index="number_index")

`row.number` reads and writes the text; the columns hold what is kept: the name of the key, a nonce and
AES-256-GCM's answer, and a keyed hash by which equal texts are found (`matches`). The associated data is
table, column and the row's key, so that a value that somebody carries to another row is refused. That is why
this is an attribute of the row and no type of a column, which never sees its row; and why whatever reads a
table as it stands (a backup, the record of a merge) takes away ciphertext.

Renaming such a table or column, or giving a row another key, needs its values written anew.
"""

import base64
import hmac
import logging
import os
from collections.abc import Iterable, Sequence
from typing import Any, Self, overload

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, object_mapper

from app.core.config import ConfigError
from app.core.db import Base, db
from app.core.key_file import LOST, KeyKind, MissingKey
from app.core.keyring import keyring
from app.core.unit_of_work import reading

log = logging.getLogger(__name__)
NONCE = 12
"""Bytes, by chance: one key may write some four thousand million values (NIST SP 800-38D, 8.3)."""


class KeyUse(Base):
    """That values were written with a key of this name: what the start asks for, and finds in no time."""

    __tablename__ = "key_use"

    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class Unreadable(Exception):
    """A value is not what was written there: it was changed, or belongs to another row."""


class Encrypted:
    """The text that a column of the row holds encrypted; `index` names the column of its keyed hash.

    A row needs its key before its secrets: give `id` first. The empty text is kept as it is, and hides
    nothing. What a lost key wrote reads as the empty text: see `is_lost`. `plain` names the column in which
    the release before keeps the text readable: it is read as long as something stands in it.
    """

    everywhere: list["Encrypted"] = []  # noqa: RUF012  all there are, for whoever rotates keys

    def __init__(self, column: str, *, index: str = "", plain: str = "") -> None:
        self.column, self.index, self.plain = column, index, plain

    def __set_name__(self, owner: Any, name: str) -> None:
        self.owner, self.name = owner, name
        self.everywhere.append(self)

    @property
    def where(self) -> str:
        """Table and column: what its hashes are made for, and what its values are bound to."""
        return f"{self.owner.__tablename__}.{self.column}"

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: object, owner: type) -> str: ...
    def __get__(self, row: object | None, owner: type) -> Self | str:
        if row is None:
            return self
        readable: str | None = getattr(row, self.plain) if self.plain else ""
        return readable or decrypt(getattr(row, self.column) or "", self.about(_key_of(row)))

    def __set__(self, row: object, value: str) -> None:
        kept = encrypt(value, self.about(_key_of(row)))
        note_use(KeyKind.ENCRYPTION, kept)
        setattr(row, self.column, kept)
        if self.index:
            found_by = blind_index(value, self.where) if value else ""
            note_use(KeyKind.INDEX, found_by)
            setattr(row, self.index, found_by)
        if self.plain:
            setattr(row, self.plain, "")

    @property
    def kept(self) -> ColumnElement[str]:
        """How it is kept, as one column of a query that brings no rows of the table: `read` makes it text."""
        sealed = getattr(self.owner, self.column)
        found: ColumnElement[str] = sealed + "\n" + getattr(self.owner, self.plain) if self.plain else sealed
        return found

    def read(self, key: object, kept: str) -> str:
        """The text of what `kept` gave for the row of this key."""
        sealed, _, readable = kept.partition("\n")
        return readable or decrypt(sealed, self.about(key))

    def taken_from(self, columns: dict[str, Any], key: object) -> str:
        """The text in the columns of a row of this key as the table names them, without them."""
        named = self.owner.__mapper__.columns
        kept = {
            each: columns.pop(named[each].name, "") for each in (self.column, self.index, self.plain) if each
        }
        return kept.get(self.plain) or decrypt(kept[self.column], self.about(key))

    def about(self, key: object) -> str:
        """What a value of the row of this key is bound to."""
        return f"{self.where}:{key}"

    def is_lost(self, row: object) -> bool:
        """Whether it was written with a key that is gone for good."""
        return is_lost(getattr(row, self.column) or "")

    def matches(self, value: str) -> ColumnElement[bool]:
        """Rows with exactly this text, also while hashes are made anew with another key."""
        column: InstrumentedAttribute[str] = getattr(self.owner, self.index)
        return column.in_(blind_indexes(value, self.where))


def _key_of(row: object) -> object:
    (key,) = object_mapper(row).primary_key_from_instance(row)
    if key is None:
        raise ValueError("a row needs its id before its secrets")
    return key


def encrypt(value: str, about: str) -> str:
    """A text as the database keeps it: `name of the key:base64`, bound to `about`; see `note_use`."""
    if not value:
        return ""
    ring = keyring()
    name = ring.current(KeyKind.ENCRYPTION)
    nonce = os.urandom(NONCE)
    sealed = _cipher(ring.key(KeyKind.ENCRYPTION, name)).encrypt(nonce, value.encode(), about.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(kept: str, about: str) -> str:
    """The text that was kept, the empty one where its key is lost; raises MissingKey, Unreadable."""
    if not kept:
        return ""
    from cryptography.exceptions import InvalidTag

    name, _, rest = kept.partition(":")
    key = keyring().key(KeyKind.ENCRYPTION, name)
    if key == LOST:
        return ""
    try:
        sealed = base64.b64decode(rest, validate=True)
        return str(_cipher(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode()).decode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(about) from error


def is_lost(kept: str) -> bool:
    """Whether a text was kept with a key that is gone for good."""
    return bool(kept) and keyring().key(KeyKind.ENCRYPTION, kept.partition(":")[0]) == LOST


def blind_index(value: str, purpose: str) -> str:
    """A keyed hash by which equal texts of one purpose are found; how a text is spelt is the caller's matter.

    Whoever has the database alone cannot try out the few hundred million numbers that there are.
    """
    return _hashed(keyring().current(KeyKind.INDEX), value, purpose)


def blind_indexes(value: str, purpose: str) -> Sequence[str]:
    """The same by every key that there is, to look for."""
    ring = keyring()
    names = [name for name in ring.names(KeyKind.INDEX) if ring.key(KeyKind.INDEX, name) != LOST]
    return [_hashed(name, value, purpose) for name in names]


def _hashed(name: str, value: str, purpose: str) -> str:
    key = keyring().key(KeyKind.INDEX, name)
    # Bytes that UTF-8 never has part the two, so that no other pair reads the same.
    return f"{name}:{hmac.digest(key, purpose.encode() + bytes([255]) + value.encode(), 'sha256').hex()}"


def _cipher(key: bytes) -> Any:
    """Imported when a value is at hand: OpenSSL takes 12 MB of a worker."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def note_use(kind: KeyKind, *kept: str) -> None:
    """Have what was encrypted or hashed and the names of its keys committed together: no start passes over
    them.
    """
    note = text("INSERT INTO key_use (kind, name) VALUES (:kind, :name) ON CONFLICT DO NOTHING")
    for name in sorted({each.partition(":")[0] for each in kept if each}):
        if db.session.get(KeyUse, (kind.value, name)) is None:
            db.session.execute(note, {"kind": kind.value, "name": name})


def missing_keys() -> Iterable[MissingKey]:
    """Keys that values in the database were written with and that the file does not have."""
    ring = keyring()
    for use in db.session.scalars(select(KeyUse).order_by(KeyUse.kind, KeyUse.name)):
        kind = KeyKind(use.kind)
        if use.name not in ring.names(kind):
            yield MissingKey(kind, use.name)


def demand_keys() -> None:
    """Refuse the start without a key that values need; a database that is away or old has its own words."""
    try:
        with reading():
            missing = [str(each) for each in missing_keys()]
    except SQLAlchemyError as error:
        log.warning("keys not checked", extra={"kind": type(error).__name__})
        return
    finally:
        db.session.remove()
    if missing:
        raise ConfigError(missing)
