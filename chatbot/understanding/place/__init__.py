"""Where somebody lives: postcodes, names, misspelt names, and which of several is home."""
