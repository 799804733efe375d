"""The bank holidays of each nation, substitute days among them, as the library knows them."""

from __future__ import annotations

from collections.abc import Iterable

from holidays import country_holidays

from chatbot.occurring import BankHolidays

YEARS = range(2020, 2061)
"""Those far off are foreseen: a coronation or a new law is in a later version of the library."""
_CODES: dict[str, tuple[str, str | None]] = {
    "England": ("GB", "ENG"),
    "Scotland": ("GB", "SCT"),
    "Wales": ("GB", "WLS"),
    "Northern Ireland": ("GB", "NIR"),
    "Isle of Man": ("IM", None),
    "Jersey": ("JE", None),
    "Guernsey": ("GG", None),
}
"""ISO 3166. The islands are no part of the UK: "anywhere" is never one of them."""


def read_bank_holidays(years: Iterable[int] = YEARS) -> BankHolidays:
    """Return the bank holidays of all nations. Saturdays and Sundays stay, beside the day in
    their place: a group that keeps holidays does not meet on Christmas Day, whatever day it is.
    """
    return BankHolidays(
        {
            nation: frozenset(country_holidays(country, subdiv=part, years=tuple(years)))
            for nation, (country, part) in _CODES.items()
        }
    )
