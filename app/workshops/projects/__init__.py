"""The project sheet that a person takes home from a project workshop."""
