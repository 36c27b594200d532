"""What a column says about a person. Every column that is no key carries one of these as its `info`.

A test walks the models and fails on a column without one; the record of processing and the erasure of
people are read off the same marks (GDPR arts. 5, 17 and 30).
"""

from typing import Any

Mark = dict[Any, Any]

PLAIN: Mark = {"privacy": "plain"}
"""Says nothing about a person: catalogue text, states, counters, instants of the machine."""
IDENTITY: Mark = {"privacy": "identity"}
"""Tells who someone is: names, year of birth."""
CONTACT: Mark = {"privacy": "contact"}
"""A way to reach someone: telephone, address, e-mail."""
CAPABILITY: Mark = {"privacy": "capability"}
"""What someone can do or wishes to do."""
OWN_WORDS: Mark = {"privacy": "own words"}
"""Free text by or about a person: could contain anything."""
CIRCUMSTANCE: Mark = {"privacy": "circumstance"}
"""Facts of someone's situation: language, parish, groups, protection."""
SECRET: Mark = {"privacy": "secret"}
"""Hashes of passwords, codes and tokens."""
