"""What changes about people is dated: years of birth, languages and groups become facts.

`participant_group` stays for the release before, which still reads it (app/core/migrations.py).
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op
from uuid_utils.compat import uuid7

revision = "0016"
down_revision = "0015"
AT_ONCE = 5_000
_PEOPLE = sa.table(
    "participant",
    sa.column("id", sa.Uuid()),
    sa.column("municipality_id", sa.Uuid()),
    sa.column("birth_year", sa.Integer()),
    sa.column("language", sa.String()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("created_by", sa.Uuid()),
)
_GROUPS = sa.table(
    "participant_group", sa.column("participant_id", sa.Uuid()), sa.column("group", sa.String())
)


def upgrade() -> None:
    table = op.create_table(
        "fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_fact_municipality_id"),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name="fk_fact_participant_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_fact"),
    )
    op.add_column("consent", sa.Column("answered_by", sa.String(), server_default="", nullable=False))
    connection = op.get_bind()
    known = _known(connection)
    while rows := list(islice(known, AT_ONCE)):
        connection.execute(sa.insert(table), rows)
    op.create_index("ix_fact_municipality_id", "fact", ["municipality_id"])
    op.create_index("ix_fact_participant_id", "fact", ["participant_id"])
    op.create_index("ix_fact_municipality_id_kind_value", "fact", ["municipality_id", "kind", "value"])


def _known(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """What records held, as facts that were noted when somebody was registered."""
    people = connection.execute(sa.select(_PEOPLE)).all()
    for person in people:
        yield _fact(person, "language", "", person.language)
        if person.birth_year:
            yield _fact(person, "born", "", str(person.birth_year))
    by_id = {person.id: person for person in people}
    for participant_id, group in connection.execute(sa.select(_GROUPS)).all():
        yield _fact(by_id[participant_id], "group", group, "yes")


def _fact(person: Any, kind: str, key: str, value: str) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "municipality_id": person.municipality_id,
        "participant_id": person.id,
        "kind": kind,
        "key": key,
        "value": value,
        "since": "",
        "source": "said",
        "noted_at": person.created_at,
        "noted_by": person.created_by,
    }
