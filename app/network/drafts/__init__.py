"""The text of a protocol: clauses that the office edits, as PDF, DOCX and ODT, and templates to fill in."""
