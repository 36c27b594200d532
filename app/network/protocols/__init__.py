"""What partners agreed: who signed, what each of them owes, until when, and what rests on it."""
