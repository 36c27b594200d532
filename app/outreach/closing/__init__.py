"""After a session: who was reached, what they asked for, whom to call back, what is still to be entered."""
