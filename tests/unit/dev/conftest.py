"""./dev as a module: it is a program without the ending of one."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from app.core.config import ROOT


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """The commands, with a folder for logs of their own."""
    spec = spec_from_loader("dev", SourceFileLoader("dev", str(ROOT / "dev")))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.STATE = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "logs").mkdir()
    return module
