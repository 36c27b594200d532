"""What every paper has: its head, the words it says in two languages, its look."""
