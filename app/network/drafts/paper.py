"""An agreement as PDF, with the municipality's look."""

from dataclasses import asdict
from pathlib import Path

from app.core.papers.letterhead import Letterhead, on_paper
from app.core.papers.paper import Paper
from app.network.drafts.agreement import Document

TEMPLATE = Path(__file__).with_name("agreement.typ")


def paper(agreement: Document) -> Paper:
    data = asdict(agreement)
    data["sections"] = [{"title": each.title, "paragraphs": each.paragraphs} for each in agreement.sections]
    return on_paper(TEMPLATE, Letterhead(agreement.municipality), {**data, "head": agreement.head})
