"""What changes about a person or is counted: dated, with who said it and when. Nothing of it is required."""
