"""What a text says no to: denied, disliked, spurned or only supposed."""
