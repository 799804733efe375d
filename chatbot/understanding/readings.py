"""What one text says, read against a flow."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from chatbot.understanding.place.placing import Found, PlaceReading

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Reading(NamedTuple):
    """What a text says. An empty tuple in ``chosen`` is "any" or "none".

    ``numbers`` are set when the text is only numbers that the open question does not have.
    ``guess`` is an option that was perhaps meant, ``unsure`` that somebody does not know. ``firm``
    names a question whose answer is to be taken at any step: that somebody is a child. ``outright``
    says that whom it is for is said in so many words. ``why``
    tells how it was read.
    """

    tokens: tuple[str, ...]
    chosen: Mapping[str, tuple[str, ...]] = NOTHING
    refused: Mapping[str, tuple[str, ...]] = NOTHING
    place: PlaceReading | None = None
    numbers: tuple[int, ...] = ()
    guess: str = ""
    unsure: bool = False
    several: bool = False
    firm: str = ""
    outright: bool = False
    correcting: bool = False
    adding: bool = False
    asking: bool = False
    why: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether any answer was found."""
        found = self.place is not None and self.place.found is not Found.NONE
        return bool(self.chosen or self.refused or found)
