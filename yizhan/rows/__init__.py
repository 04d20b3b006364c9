"""How rows of the database are changed and read: the guarded change of a state, and prepared statements."""
