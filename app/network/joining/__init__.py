"""A party is invited into the partnership, answers by a link, and is taken in as it answered."""
