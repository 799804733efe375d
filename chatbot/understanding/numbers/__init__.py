"""Numbers and places in a list, and whether a text chooses with them."""
