"""Yes, no and not sure; and the words that belong to no question."""
