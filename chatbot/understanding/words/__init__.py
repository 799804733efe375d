"""What was typed, as words: marks, spelling, sound, and the phrases found among them."""
