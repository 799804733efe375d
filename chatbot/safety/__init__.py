"""Noticing danger in a text, and what is said then."""
