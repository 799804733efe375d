"""The words of a whole flow in a text, and which of them are somebody's wishes."""
