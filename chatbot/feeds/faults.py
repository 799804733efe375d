"""Why a list from outside cannot be read."""

from __future__ import annotations


class FeedError(Exception):
    """A list of groups or places cannot be read at all; the message is for a person."""
