"""What ./dev installs with the system's own packages leaves the machine as quiet as it was."""

import stat
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def policy(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Debian looks before it starts a service; what is called otherwise stands in `called`."""
    monkeypatch.setattr(dev, "SERVICE_POLICY", tmp_path / "policy-rc.d")
    return tmp_path / "policy-rc.d"


@pytest.fixture
def called(dev: ModuleType, policy: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    called: list[str] = []

    def call(*words: str) -> None:
        assert "exit 101" in policy.read_text("utf-8")
        assert stat.S_IMODE(policy.stat().st_mode) == 0o755
        called.append(" ".join(words))
        if "install" in words and "caddy" in words:
            raise SystemExit("./dev: this command failed")

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "may_install", lambda: True)
    return called


def only_with(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name in programs else None)


@pytest.mark.parametrize("before", ["", "#!/bin/sh\nexit 0\n"])
def test_proxies_are_installed_and_do_not_start(
    dev: ModuleType, policy: Path, called: list[str], before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        policy.write_text(before, "utf-8")
    only_with(dev, monkeypatch, "caddy", "systemctl")
    dev.install_proxies()
    assert [each.split()[0] for each in called] == ["apt-get", "apt-get", "systemctl"]
    assert called[1].endswith(" nginx haproxy")
    assert called[2].endswith("disable nginx haproxy")
    assert (policy.read_text("utf-8") if policy.exists() else "") == before
    assert [each.name for each in policy.parent.iterdir() if each.name.startswith("policy")] == (
        ["policy-rc.d"] if before else []
    )


def test_where_they_cannot_be_installed_set_up_says_so_and_goes_on(
    dev: ModuleType,
    policy: Path,
    called: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy.write_text("of the machine", "utf-8")
    only_with(dev, monkeypatch)
    dev.install_proxies()
    assert "Not tested here: nginx, haproxy, caddy." in capsys.readouterr().out
    assert policy.read_text("utf-8") == "of the machine"
    called.clear()
    monkeypatch.setattr(dev, "may_install", lambda: False)
    dev.install_proxies()
    assert "Not tested here: nginx, haproxy, caddy." in capsys.readouterr().out
    assert called == []


def test_what_is_there_is_not_installed(
    dev: ModuleType, called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    only_with(dev, monkeypatch, *dev.PROXIES)
    dev.install_proxies()
    assert called == []


def test_what_a_killed_set_up_left_is_put_back(dev: ModuleType, policy: Path, called: list[str]) -> None:
    policy.with_name("policy-rc.aside").write_text("of the machine", "utf-8")
    policy.write_text("of the set-up that was killed", "utf-8")
    with dev.services_kept_still(["nginx"]):
        pass
    assert policy.read_text("utf-8") == "of the machine"
