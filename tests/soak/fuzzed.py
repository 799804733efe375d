"""Forms that nobody would send: from schemathesis, each then sent in ten ways, half of them signed.

``openapi.json`` says what Twilio, a browser and a monitor may ask. Schemathesis makes requests that
keep to it and requests that do not; it takes a twentieth of a second for one. So each is sent
signed and unsigned in five ways: as it is, names repeated, bytes put in, cut off, very long.
"""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from werkzeug.wrappers import Request

from chatbot.channels.twilio import SIGNATURE
from tests.bench.conversations import FORM, PUBLIC_URL, TOKEN
from tests.bench.figures import Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import Served
from tests.soak.signing import signature_for

WORKERS = 2
WAYS = 10
HANG = 15.0
GROWTH = 8
"""Megabytes that both workers may grow by in the second half."""
OPENAPI = Path(__file__).parent / "openapi.json"
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)


@dataclass(slots=True)
class Seen:
    """What came of all requests. ``memory`` is what the workers held at the start, half and end."""

    asked: int = 0
    faults: list[str] = field(default_factory=list)
    hung: int = 0
    not_xml: int = 0
    behind: int = 0
    slowest: float = 0.0
    memory: list[int] = field(default_factory=list)


def measure(ground: Ground) -> list[Row]:
    """Return what fuzzed requests do to the service, on SQLite."""
    requests = ground.some(2_000, 50_000)
    progress(f"schemathesis: {requests:,} requests")
    seen = Seen()
    with Served(ground.keeper, ground.sqlite().url, WORKERS) as served:
        _ask_all(served, seen, requests, ground.chance)
    grown = (seen.memory[2] - seen.memory[1]) / 1e6
    kinds = f" ({', '.join(sorted(set(seen.faults)))})" if seen.faults else ""
    return [
        figure(
            f"{seen.asked:,} fuzzed requests, half of them signed",
            f"{len(seen.faults)} of 500 or more{kinds}, {seen.hung} hung, {seen.not_xml} not XML",
            "no 500, no hang, all XML",
            reached=not (seen.faults or seen.hung or seen.not_xml),
        ),
        Row("  got behind the door, slowest", f"{seen.behind:,}, {seen.slowest:.2f} s"),
        figure(
            f"  memory of {WORKERS} workers in the last half",
            f"{seen.memory[1] / 1e6:.0f} to {seen.memory[2] / 1e6:.0f} MB, {grown:+.1f} MB",
            f"{GROWTH} MB or less",
            reached=grown <= GROWTH,
        ),
    ]


def _ask_all(served: Served, seen: Seen, requests: int, chance: random.Random) -> None:
    """Send every case in every way, and look at the memory at half."""
    schema = schemathesis.openapi.from_dict(json.loads(OPENAPI.read_text(encoding="utf-8")))
    operations = [found.ok() for found in schema.get_all_operations()]
    asked = [one.as_strategy(generation_mode=mode) for one in operations for mode in MODES]
    seen.memory.append(served.memory())

    # No look at what was found before and no shrinking: it is the number that counts.
    @seed(chance.randrange(2**32))
    @settings(
        max_examples=requests // WAYS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(asked))
    def ask(case: Any) -> None:
        for body in _bodies(case, chance):
            for signed in (True, False):
                _ask(served.port, case, body, seen, signed=signed)
        if len(seen.memory) == 1 and seen.asked >= requests // 2:
            seen.memory.append(served.memory())

    while seen.asked < requests:  # hypothesis may think that it has seen all
        ask()
    seen.memory.append(served.memory())


def _bodies(case: Any, chance: random.Random) -> Iterator[bytes]:
    form = case.body if isinstance(case.body, dict) else {"Body": repr(case.body)}
    pairs = [(str(name), str(value)) for name, value in form.items()]
    plain = _encoded(pairs)
    at = chance.randrange(len(plain) + 1)
    yield plain
    yield _encoded([*pairs, *((name, value[::-1]) for name, value in pairs)])
    yield plain[:at] + chance.randbytes(chance.randrange(1, 12)) + plain[at:]
    yield plain[:at]
    yield _encoded([*pairs, ("Body", form.get("Body", "x") and "long " * 4_000)])


def _encoded(pairs: list[tuple[str, str]]) -> bytes:
    return urlencode(pairs, errors="replace").encode()


def _ask(port: int, case: Any, body: bytes, seen: Seen, *, signed: bool) -> None:
    """Send one request and look at what comes back."""
    query = urlencode(case.query or {}, doseq=True, errors="replace")
    target = quote(case.path, safe="/%") + (f"?{query}" if query else "")
    head = {"Content-Type": FORM, SIGNATURE: "bm90IG91cnM="}
    if signed:
        form = Request.from_values(method="POST", data=body, content_type=FORM).form
        head[SIGNATURE] = signature_for(TOKEN, PUBLIC_URL + target, form)
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=HANG)
    begin = monotonic()
    seen.asked += 1
    try:
        method = case.method.upper()
        asking.request(method, target, None if method == "GET" else body, head)
        response = asking.getresponse()
        answer = response.read()
    except TimeoutError:
        seen.hung += 1
        return
    except (OSError, http.client.HTTPException) as error:
        seen.faults.append(type(error).__name__)
        return
    finally:
        asking.close()
        seen.slowest = max(seen.slowest, monotonic() - begin)
    if response.status >= 500:
        seen.faults.append(f"{response.status} {case.path}")
    seen.behind += method == "POST" and response.status in (200, 204)
    if response.getheader("Content-Type", "").startswith("text/xml"):
        seen.not_xml += not _is_xml(answer)


def _is_xml(answer: bytes) -> bool:
    try:
        ElementTree.fromstring(answer)
    except ElementTree.ParseError:
        return False
    return True
