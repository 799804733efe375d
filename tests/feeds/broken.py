"""A made-up feed with everything that real feeds do wrong."""

from __future__ import annotations

from typing import Any


def entry(at: int, name: str, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"broken-{at}",
        "name": name,
        "description": f"Number {at}.",
        "status": "active",
        "email": f"g{at}@example.org",
        "attributes": [],
        "contacts": [{"name": "A Person"}],
        **changed,
    }


BROKEN: list[Any] = [
    entry(1, "Nulls", description=None, url=None, schedules=None, organization=None, email=None),
    entry(2, "Empty strings", description="", url="", assured_date="", minimum_age=""),
    entry(3, "Age minus one", minimum_age=-1, maximum_age=-1),
    entry(4, "HTML", description="<p>Tea &amp;amp; talk<br/>on&nbsp;<b>Tuesdays</b></p>"),
    entry(5, "Mojibake", description="CafÃ© at the cornerâ€™s end"),
    entry(6, "Control\u0000 characters\u000b", description="a\u0007b\u001bc"),
    entry(7, "No offset", last_modified="2026-08-01T09:00:00", assured_date="2026-08-01T09:00:00"),
    entry(8, "Vendor keys", pc_ward="Example Ward", pc_imd=3, cqc={"rating": 1}),
    entry(9, "Nobody reads this", email="x@noemail.invalid", url="www.example.com"),
    entry(10, "Labelled phone", contacts=[{"phones": [{"number": "Tel: 01632 960 123 (office)"}]}]),
    entry(11, "Wrong shapes", schedules="Tuesdays", service_at_locations={"id": 1}, languages=7),
    entry(12, "Swapped", service_at_locations=[{"id": "p", "location": {
        "latitude": -1.57, "longitude": 53.82, "addresses": [{"postal_code": "ls61ab"}]}}]),
    entry(13, "Odd schedule", schedules=[{"byday": "Tuesday,Blursday", "freq": "weekly",
                                          "opens_at": "7pm", "closes_at": "25:99"}]),
    entry(14, "Odd status", status="Published"),
    entry(15, "A" * 400, description="B " * 5_000),
    entry(16, "Says it is free", fees="Free of charge", accreditations="Six principles"),
    entry(17, "Future check", assured_date="2099-01-01"),
    entry(18, "Numbers as text", minimum_age="-1", latitude="abc"),
    entry(19, "Lone half \ud83d of a sign"),
    entry(20, "Wrong ages", minimum_age=60, maximum_age=20),
    # Refused:
    entry(1, "The id of the first again"),
    {**entry(21, "No id"), "id": None},
    {**entry(22, ""), "name": "  "},
    {**entry(23, "x"), "name": "null"},
    None,
    "a text",
    ["a", "list"],
    {},
]  # fmt: skip
REFUSED = 8
TAKEN = len(BROKEN) - REFUSED
NAMES = {
    "Nulls", "Empty strings", "Age minus one", "HTML", "Mojibake", "Control characters",
    "No offset", "Vendor keys", "Nobody reads this", "Labelled phone", "Wrong shapes", "Swapped",
    "Odd schedule", "Odd status", f"{'A' * 58}..", "Says it is free", "Future check",
    "Numbers as text", "Lone half of a sign", "Wrong ages",
}  # fmt: skip
