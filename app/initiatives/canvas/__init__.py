"""An initiative on one page, in seven questions, each version kept."""
