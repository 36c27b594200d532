"""Who takes part in a series: asked for, seated, offered to the fair waiting line, left."""
