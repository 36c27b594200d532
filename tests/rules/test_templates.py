"""Every template is used, and every page has a title."""

import re

from app.core.config import ROOT

NAME = re.compile(r"[\"']((?:\w+/)+[\w.-]+\.(?:html|txt))[\"']")


def test_no_template_is_left_behind() -> None:
    existing = {
        str(path.relative_to(folder))
        for folder in (ROOT / "app").rglob("templates")
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt"}
    }
    sources = [path for path in (ROOT / "app").rglob("*") if path.suffix in {".py", ".html", ".txt"}]
    named = {name for path in sources for name in NAME.findall(path.read_text("utf-8"))}
    patterns = {
        n for path in sources for n in re.findall(r"[\"']((?:\w+/)+)[\"'] *~", path.read_text("utf-8"))
    }
    patterns.add("ui/components/fields/")  # a field draws itself by the name of its kind
    patterns.add("dev/gallery_")  # the gallery draws whatever page its address names
    unused = {name for name in existing - named if not any(name.startswith(each) for each in patterns)}
    assert not unused
    assert not {name for name in named if name not in existing and name.endswith(".html")}, (
        "named but missing"
    )
