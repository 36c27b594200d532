"""A trail to tamper with, and what is found in it."""

from app.core import acknowledgements, anchors, audit
from app.core.actor import SYSTEM
from app.core.unit_of_work import reading, writing
from app.core.verification import Fault, Verdict, verify


def act(count: int) -> None:
    with writing():
        for number in range(count):
            audit.record(SYSTEM, "probe.done", "probe", count=number)


def verdict(*letters: str) -> Verdict:
    texts = [anchors.kept(), *letters]
    with reading():
        return verify(texts)


def found(*letters: str) -> list[str]:
    """What is found, and at which link."""
    return [said(fault) for fault in verdict(*letters).faults]


def said(fault: Fault) -> str:
    return f"{fault.finding.name} {fault.where}".partition(",")[0].partition(" when")[0]


def explain(*letters: str) -> list[str]:
    """Acknowledge all that is found, as an operator does; what that was."""
    told = verdict(*letters).faults
    with writing():
        for fault in told:
            assert fault.code
            for each in fault.ids:
                acknowledgements.acknowledge(each, by="Ana Reis", why="a test", what=str(fault))
    return [said(fault) for fault in told]
