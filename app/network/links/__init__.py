"""Links for partners without an account: one thing each, shown, answered, reminded of, withdrawn."""
