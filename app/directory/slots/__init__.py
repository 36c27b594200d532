"""Drop-in slots: when a partner is there, the days it is otherwise, the feed."""
