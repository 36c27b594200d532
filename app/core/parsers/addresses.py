"""Which addresses in a document may be followed."""

import re

WELCOME = re.compile(r"(https?://|mailto:|tel:|www\.)", re.IGNORECASE)
"""How an address begins that may be followed; without a scheme it is looked for beside the document."""
