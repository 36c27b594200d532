"""The people the programme knows: how to reach them, what they agreed to, how long they are kept."""
