"""Whatever was written with an older key is written anew with the one in use, a few values at a time.

Others work meanwhile: values are read and encrypted outside of the transaction that writes them, each is put
only where what was read still stands, and versions of rows do not move. Stopped, it goes on with what is
left: what is to be done is told by the values themselves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, bindparam, literal, or_, select, update

from app.core import audit
from app.core.actor import SYSTEM
from app.core.db import db, rows
from app.core.encryption import Encrypted, KeyUse, Unreadable, blind_index, decrypt, encrypt, note_use
from app.core.key_file import LOST, KeyKind
from app.core.keyring import keyring
from app.core.unit_of_work import reading, writing

AT_ONCE = 200
"""Values written in one transaction: some 15 ms in which nobody else writes on SQLite."""


@dataclass(frozen=True, slots=True)
class Step:
    """So many values of a column were written anew by now."""

    where: str
    done: int


@dataclass(slots=True)
class Verdict:
    """By kind and name of a key how many values were written with it; by column how many still stand there
    without one; values that nobody can read, each as `table.column:key of its row`.
    """

    used: Counter[tuple[KeyKind, str]] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)

    def unused(self) -> list[tuple[KeyKind, str]]:
        """Keys of the file that nothing needs, but for those in use now."""
        ring = keyring()
        older = [(kind, name) for kind in KeyKind for name in ring.names(kind) if name != ring.current(kind)]
        return [each for each in older if not self.used[each]]


def rotate() -> Iterator[Step]:
    """Write anew what was written with an older key; raises MissingKey. What is unreadable stays as it is."""
    total = 0
    for each in list(Encrypted.everywhere):
        done, before = 0, -1
        while done != before:  # once more, for what somebody wrote meanwhile with the key of before
            before = done
            for count in _pass(each):
                done += count
                yield Step(each.where, done)
        total += done
    if total:
        with writing():
            audit.record(SYSTEM, "keys.rotated", "key_use", values=total)


def check() -> Verdict:
    """Read every value there is, and note which keys are really needed."""
    verdict = Verdict()
    for each in list(Encrypted.everywhere):
        for some in _batches(each, _has_any(each)):
            for row in some:
                _look(each, row, verdict)
    with writing():
        for use in db.session.scalars(select(KeyUse)):
            if not verdict.used[KeyKind(use.kind), use.name]:
                db.session.delete(use)
        for kind, name in verdict.used:
            note_use(kind, name)
    return verdict


def _look(each: Encrypted, row: Any, verdict: Verdict) -> None:
    about = each.about(row.key)
    if row.plain:
        verdict.plain[each.where] += 1
        return
    verdict.used[KeyKind.ENCRYPTION, row.value.partition(":")[0]] += 1
    if row.hash:
        verdict.used[KeyKind.INDEX, row.hash.partition(":")[0]] += 1
    try:
        decrypt(row.value, about)
    except Unreadable:
        verdict.unreadable.append(about)


def _pass(each: Encrypted) -> Iterator[int]:
    """Once through the column; how many values each transaction wrote.

    A value is changed on the condition that it is still what was read.
    """
    key, columns = _columns(each)
    is_same = [column == bindparam(f"was_{name}") for name, column in columns.items() if name != "hash"]
    anew: dict[str, Any] = {column.name: bindparam(f"anew_{name}") for name, column in columns.items()}
    change = update(each.owner.__table__).where(key == bindparam("of"), *is_same).values(anew)
    for some in _batches(each, _is_old(each)):
        values = [found for row in some for found in _anew(each, row)]
        if not values:
            continue
        with writing():
            note_use(KeyKind.ENCRYPTION, *(found["anew_value"] for found in values))
            note_use(KeyKind.INDEX, *(found["anew_hash"] for found in values if each.index))
            count = db.session.connection().execute(change, values).rowcount
        yield count


def _anew(each: Encrypted, row: Any) -> Iterator[dict[str, Any]]:
    about, was = each.about(row.key), {"was_value": row.value, "was_plain": row.plain}
    with suppress(Unreadable):
        text = row.plain or decrypt(row.value, about)
        anew = {
            "anew_value": encrypt(text, about),
            "anew_hash": blind_index(text, each.where),
            "anew_plain": "",
        }
        yield {"of": row.key, **was, **anew}


def _is_old(each: Encrypted) -> ColumnElement[bool]:
    """Rows that another key than the one in use wrote, or none; what a lost one wrote cannot be read."""
    _, columns = _columns(each)
    ring, value = keyring(), columns["value"]
    lost = [name for name in ring.names(KeyKind.ENCRYPTION) if ring.key(KeyKind.ENCRYPTION, name) == LOST]
    old = [value.not_like(f"{ring.current(KeyKind.ENCRYPTION)}:%")]
    if "hash" in columns:
        old.append(columns["hash"].not_like(f"{ring.current(KeyKind.INDEX)}:%"))
    readable = and_(value != "", or_(*old), *(value.not_like(f"{name}:%") for name in lost))
    return or_(readable, columns["plain"] != "") if "plain" in columns else readable


def _batches(each: Encrypted, which: ColumnElement[bool]) -> Iterator[Sequence[Any]]:
    """Rows with a value, in the order of their keys, each batch read in a transaction of its own."""
    key, columns = _columns(each)
    shown = [columns.get(name, literal("")).label(name) for name in ("value", "hash", "plain")]
    query = select(key.label("key"), *shown).where(which).order_by(key).limit(AT_ONCE)
    last = None
    while True:
        with reading():
            some = rows(query if last is None else query.where(key > last))
        if not some:
            return
        last = some[-1].key
        yield some


def _has_any(each: Encrypted) -> ColumnElement[bool]:
    _, columns = _columns(each)
    return or_(*(columns[name] != "" for name in ("value", "plain") if name in columns))


def _columns(each: Encrypted) -> tuple[Column[Any], dict[str, Column[Any]]]:
    """The key of its table, and by name its columns: the value, its hash, the readable one of before."""
    mapper = each.owner.__mapper__
    (key,) = mapper.local_table.primary_key
    named = {"value": each.column, "hash": each.index, "plain": each.plain}
    return key, {name: mapper.columns[attribute] for name, attribute in named.items() if attribute}
