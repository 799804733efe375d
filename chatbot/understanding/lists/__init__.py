"""One closed list of options, and what an answer chooses of it."""
