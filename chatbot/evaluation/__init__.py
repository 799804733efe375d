"""How well texts are understood: sets of texts with what each should be read as, and the sums."""
