"""A municipality that takes the portal over may use and pass on everything that comes with it."""

from email.message import Message

import pytest

from app.dev.licences import UNKNOWN, Part, expression, shipped, unfit


def test_everything_shipped_may_go_out_beside_work_under_eupl() -> None:
    parts = shipped()
    assert {"Flask", "openmoji", "psycopg-binary"} <= {part.name for part in parts}
    assert unfit(parts) == []


@pytest.mark.parametrize("licence", [UNKNOWN, "AGPL-3.0-only", "MIT AND Proprietary", "(MIT OR SSPL-1.0)"])
def test_a_licence_that_nobody_looked_at_is_told_of(licence: str) -> None:
    part = Part("new", "1.0", licence)
    assert unfit([Part("old", "1.0", "MIT"), part]) == [part]


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        ([("License-Expression", "AGPL-3.0-only"), ("License", "MIT")], "AGPL-3.0-only"),
        ([("License", "Apache-2.0")], "Apache-2.0"),
        ([("License", "Dual"), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("Classifier", "License :: Other/Proprietary License")], UNKNOWN),
        ([("License", "Copyright 2010 …\n\nRedistribution …"), ("Classifier", "Topic :: Office")], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_what_a_package_says_is_read_where_it_says_it(stated: list[tuple[str, str]], licence: str) -> None:
    told = Message()
    for field, value in stated:
        told.add_header(field, value)
    assert expression(told) == licence  # type: ignore[arg-type]  # a message is what is read from a package
