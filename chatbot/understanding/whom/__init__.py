"""Whom a text is about: who texts, their child, or somebody else."""
