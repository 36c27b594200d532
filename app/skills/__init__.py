"""What people can do: the competence catalogue and its search, inventories, claim codes, the skills sheet."""
