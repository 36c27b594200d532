"""Whatever parses what somebody sent runs apart (app/core/apart.py): no other module has a parser."""

import ast
from collections.abc import Iterator

from app.core.config import ROOT

LIBRARIES = {"PIL", "csv", "pypdf", "python_calamine", "tarfile", "xml", "zipfile", "zlib", "gzip", "pickle"}
OUR_OWN = {
    "app/core/aside.py": "what a function of ours gives, in a process of its own",
    "app/core/assets.py": "packs styles and scripts",
    "app/core/exports.py": "writes CSV",
    "app/core/locale_data.py": "reads Babel's own files",
    "app/office/dossier/archive.py": "writes a ZIP",
    "app/ui/drawing.py": "reads the icons that are shipped",
}
"""Modules that only meet what we or the operator wrote."""
SMALL_JSON = {
    "app/accounts/factors/passkeys.py": "a device's answer: 20,000 characters at most",
    "app/core/apart.py": "a parser's answer",
    "app/core/backup.py": "the operator's own manifest",
    "app/core/i18n.py": "our list of languages",
    "app/core/paging.py": "a word of an address",
    "app/core/papers/press.py": "a paper that we wrote down",
    "app/network/drafts/writer.py": "an agreement that we wrote down",
    "app/core/sheets.py": "rows that a parser gave and we wrote down",
    "app/core/sms_settings.py": "the operator's settings",
    "app/directory/services/operations/importing.py": "a parser's answer, and what we wrote down of it",
    "app/kiosk/views/connection.py": "a launcher's message: 500 bytes at most",
    "app/core/images.py": "keys of rows, as it wrote them",
    "app/outreach/deliveries/content.py": "what was sealed: 64 kB at most",
    "app/outreach/deliveries/envelope.py": "a sealed record: 64 kB at most",
    "app/outreach/deliveries/operations/opening.py": "a record, as it was kept",
    "app/outreach/deliveries/views/handing_over.py": "500 ids at most, and 64 kB",
    "app/outreach/packs/keys.py": "our own words, which nobody else could encrypt",
    "app/outreach/reading/packed.py": "a line of a form: 64 kB at most",
    "app/workshops/enrolments/views/people_lists.py": "a field of a form: 512 kB at most, of them 100 rows",
}
"""Modules that read JSON, and why it is small or ours."""


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_parsers_are_called_nowhere_but_apart() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "app").rglob("*.py")
        if {name.partition(".")[0] for name in imported(ast.parse(path.read_text("utf-8")))} & LIBRARIES
    }
    apart = {each for each in found if each.startswith(("app/core/parsers/", "app/dev/"))}
    assert {"app/core/parsers/pictures.py", "app/core/parsers/documents.py"} <= apart
    assert found - apart == set(OUR_OWN)


def test_json_is_read_where_it_is_small_or_ours() -> None:
    files = ((path.relative_to(ROOT), path.read_text("utf-8")) for path in (ROOT / "app").rglob("*.py"))
    found = {str(path) for path, text in files if "json.load" in text or "get_json" in text}
    apart = {each for each in found if each.startswith(("app/core/parsers/", "app/dev/"))}
    assert found - apart == set(SMALL_JSON)
