"""What a run says at its end: what was left out or skipped, what took long, how old the cover has become.

Each is a line that begins with NOTE; `./dev test` repeats them at the end of the list of checks. A test runs
in this process or in one of several (pytest -n): what is to be told travels with its report.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from tests import cover, statements, turns

NOTE = "note: "
SLOW = 20
"""Seconds that a test may take before it is named."""


class Summary:
    """A plugin of pytest."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.told: dict[tuple[str, str], tuple[int, int]] = {}
        self.left_out: dict[tuple[str, str], tuple[int, int]] = {}
        self.seconds: dict[str, float] = defaultdict(float)
        self.sent: dict[str, set[int]] = defaultdict(set)
        self.failed: set[str] = set()
        self.skipped: Counter[str] = Counter()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        yield
        news = dict(turns.LEFT_OUT.items() - self.told.items())
        self.told |= news
        item.user_properties.append(("left out", [(*key, *counts) for key, counts in news.items()]))
        item.user_properties.append(("sent", sorted(statements.sent)))
        statements.sent.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(cover.function_of(report.nodeid))
        if isinstance(report.longrepr, tuple):  # where, and why
            self.skipped[report.longrepr[2].removeprefix("Skipped: ")] += 1
        if report.when == "teardown":
            found = dict(report.user_properties)
            for kind, key, left, among in found.get("left out", ()):  # type: ignore[attr-defined]
                self.left_out[kind, key] = left, among
            self.sent[cover.function_of(report.nodeid)] |= set(found.get("sent", ()))  # type: ignore[call-overload]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self.config, "workerinput"):
            return  # one of several processes knows only its own tests
        if self.config.getoption("--write-cover"):
            self._write_cover()
        if self.is_measured and self._age() > cover.STALE_AT:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in (*self._left_out(), *self._skipped(), *self._slow(), *self._missed()):
            terminalreporter.write_line(f"{NOTE}{line}")

    def _left_out(self) -> Iterator[str]:
        for kind in sorted({kind for kind, _ in self.left_out}):
            counts = [count for (name, _), count in self.left_out.items() if name == kind]
            left, among = (sum(column) for column in zip(*counts, strict=True))
            yield f"left to other turns: {left} of {among} {kind} (seed {turns.seed()})"

    def _skipped(self) -> Iterator[str]:
        for reason, count in self.skipped.most_common():
            yield f"skipped, {count}: {reason}"

    def _slow(self) -> Iterator[str]:
        for test, seconds in sorted(self.seconds.items(), key=lambda each: -each[1]):
            if seconds > SLOW:
                yield f"{seconds:.0f} s, more than {SLOW}: {test}"

    @property
    def is_measured(self) -> bool:
        """Whether this run tells the age of the cover."""
        return bool(self.config.getoption("--covered") and self.config.getoption("--engine") == "postgresql")

    def _age(self) -> float:
        """Of the kinds of statements that were sent, the part that only tests in their turn sent."""
        every = {kind for kinds in self.sent.values() for kind in kinds}
        return sum(cover.missed(self.sent, cover.known()).values()) / max(len(every), 1)

    def _missed(self) -> Iterator[str]:
        if not self.is_measured:
            return
        for function, count in cover.missed(self.sent, cover.known()).items():
            yield f"the cover misses {count} kinds of statements of {function}"
        yield f"the cover misses {self._age():.1%} of the statements; at {cover.STALE_AT:.0%} {cover.COMMAND}"

    def _write_cover(self) -> None:
        """Who failed may not have sent everything yet, and is left on."""
        seconds: dict[str, float] = defaultdict(float)
        for test, taken in self.seconds.items():
            seconds[cover.function_of(test)] += taken
        sent = {each: kinds for each, kinds in self.sent.items() if not each.startswith(cover.WIDE)}
        needed = (self.failed & sent.keys()) | {each for each in sent if each.startswith(cover.ALWAYS)}
        cover.LIST.write_text(cover.listed(cover.superfluous(sent, seconds, needed)), "utf-8")
