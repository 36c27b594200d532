"""People who gave a name where nobody looked: somebody new, or somebody known? All of them in one table."""
