"""The door beside Twilio's own library: whatever is sent, both must say the same.

What the library is given is what a careful reader of the bytes would give it: the configured
address with the path and query as they were sent, and every parameter of the form.
"""

from __future__ import annotations

import logging
import socket
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator, get_signature_algorithm
from werkzeug.datastructures import MultiDict

from chatbot.channels.twilio import SIGNATURE, SIGNATURE_SETTINGS
from tests.bench.conversations import FORM, PATH, PUBLIC_URL, TOKEN
from tests.bench.figures import Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import Served
from tests.soak.signing import signature_for
from tests.soak.texting import PATIENCE

HOST = PUBLIC_URL.removeprefix("https://")
Pairs = list[tuple[str, str]]

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.one_of(st.sampled_from(["Body", "From", "MessageSid", "Bodyx", "", "NumMedia"]), WORDS)
SENT = st.lists(st.tuples(NAMES, WORDS), max_size=6)
REPEATED = st.lists(st.tuples(st.just("Body"), WORDS), min_size=2, max_size=3)
PAIRS = st.one_of(SENT, st.tuples(SENT, REPEATED).map(lambda both: both[0] + both[1]))
QUERIES = st.sampled_from(
    ["", "", "", "a=b", "a=b&a=c", "a=%20b", "a=+b", "a=%2Fb&b=%2fc", "a", "=", "a=b;c=d", "%41=b",
     "Body=x", "bodySHA256=" + "0" * 64, "x=%E2%82%AC", "x=%80", "a=b%23c", "a='b'", "a=b?c=d"]
)  # fmt: skip
PATHS = st.sampled_from(
    [PATH, PATH, PATH, PATH, "/twilio/%6Dessages", "/twilio/%6dessages", "/twilio//messages"]
)
SIGNED_FOR = st.sampled_from(
    [PUBLIC_URL, PUBLIC_URL, PUBLIC_URL, PUBLIC_URL + ":443", PUBLIC_URL + ":8443",
     "http://" + HOST, "https://evil.example.org", PUBLIC_URL.upper(), PUBLIC_URL + ":80"]
)  # fmt: skip
CHANGES = st.sampled_from(
    ["none", "none", "none", "none", "wrong", "missing", "empty", "cut", "longer", "lower case",
     "a value", "a name", "one more", "one less", "other order", "one twice", "other path",
     "other query", "other token", "spaces", "not ascii"]
)  # fmt: skip
ALGORITHMS = st.sampled_from(
    [None, None, None, "HMAC_SHA1", "HMAC_SHA256", "hmac_sha256", "HMAC_MD5", "", "NONE"]
)
HEADERS = st.sampled_from(
    ["", "", "", "proxy", "other host", "doubled", "doubled wrong first", "underscore", "folded",
     "lower case", "method override", "original url"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request as bytes say it: its target, form, and the signature that both will see."""

    target: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    seen_signature: str
    seen_settings: str

    def request(self, port: int) -> bytes:
        """Return the whole request. What a proxy or a liar adds is among the headers."""
        lines = [f"POST {self.target} HTTP/1.1", f"Content-Length: {len(self.body)}"]
        if not any(name == "Host" for name, _ in self.headers):
            lines.append(f"Host: 127.0.0.1:{port}")
        lines += [f"Content-Type: {FORM}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + self.body

    def twilio_says(self) -> bool:
        """Return what Twilio's library makes of it."""
        form = MultiDict(parse_qsl(self.body.decode(), keep_blank_values=True))
        algorithm = get_signature_algorithm(self.seen_settings)
        validate = RequestValidator(TOKEN).validate
        return bool(validate(PUBLIC_URL + self.target, form, self.seen_signature, algorithm))


@dataclass(slots=True)
class Verdicts:
    """How often both said the same, and what they disagree about."""

    good: int = 0
    bad: int = 0
    accepted_bad: list[str] = field(default_factory=list)
    refused_good: list[str] = field(default_factory=list)
    unanswered: int = 0


@st.composite
def attempts(draw: st.DrawFn) -> tuple[str, Attempt]:
    """Make an attempt and say what is peculiar about it."""
    pairs, path, query = draw(PAIRS), draw(PATHS), draw(QUERIES)
    origin, change = draw(SIGNED_FOR), draw(CHANGES)
    algorithm, header = draw(ALGORITHMS), draw(HEADERS)
    target = path + (f"?{query}" if query else "")
    known = algorithm if (algorithm or "").upper() in ("HMAC_SHA1", "HMAC_SHA256") else None
    token = "another token" if change == "other token" else TOKEN
    address = origin + {"other path": "/twilio/voice"}.get(change, target)
    address += "&x=1" if change == "other query" else ""
    right = signature_for(token, address, MultiDict(pairs), known)
    signature = _changed_signature(right, change)
    sent = _changed_pairs(pairs, change)
    told = {"": "", "HMAC_SHA1": "algorithm=HMAC_SHA1"}.get(
        algorithm or "", f"key=k1, algorithm={algorithm}"
    )
    headers, seen = _headers(signature, header)
    if told:
        headers.append((SIGNATURE_SETTINGS, told))
    form = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in sent)
    said = ", ".join(
        part
        for part in (
            f"path {path}" * (path != PATH), f"query {query}" * bool(query),
            f"signed for {origin}" * (origin != PUBLIC_URL), f"change: {change}",
            f"algorithm {algorithm}" * bool(algorithm), f"header: {header}" * bool(header),
            "repeated names" * (len(dict(pairs)) < len(pairs)),
        ) if part
    )  # fmt: skip
    return said, Attempt(target, form.encode(), tuple(headers), seen, told)


def _changed_signature(right: str, change: str) -> str:
    return {
        "wrong": right[:-2] + ("A=" if right[-2] != "A" else "B="),
        "missing": "",
        "empty": "",
        "cut": right[:-1],
        "longer": right + "=",
        "lower case": right.lower(),
        "not ascii": right[:-1] + "\xe9",
        "spaces": f"  {right}  ",
    }.get(change, right)


def _changed_pairs(pairs: Pairs, change: str) -> Pairs:
    """Return what is sent in place of what was signed."""
    first = pairs[0] if pairs else ("Body", "")
    return {
        "a value": [(first[0], first[1] + "x"), *pairs[1:]],
        "a name": [(first[0] + "x", first[1]), *pairs[1:]],
        "one more": [*pairs, ("Body", "more")],
        "one less": pairs[1:],
        "other order": pairs[::-1],
        "one twice": [*pairs, first] if pairs else pairs,
    }.get(change, pairs)


def _headers(signature: str, kind: str) -> tuple[list[tuple[str, str]], str]:
    """Return the headers that are sent, and the signature that a server makes of them."""
    seen = signature.strip()
    plain = [(SIGNATURE, signature)] if signature else []
    proxy = [("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "evil.example.org")]
    kinds: dict[str, tuple[list[tuple[str, str]], str]] = {
        "proxy": ([*plain, *proxy, ("X-Forwarded-For", "192.0.2.1"), ("Via", "1.1 x")], seen),
        "other host": ([*plain, ("Host", "evil.example.org:99")], seen),
        "doubled": ([*plain, (SIGNATURE, "d3Jvbmc=")], f"{seen},d3Jvbmc=".lstrip(",")),
        "doubled wrong first": ([(SIGNATURE, "d3Jvbmc="), *plain], f"d3Jvbmc=,{seen}".rstrip(",")),
        "underscore": ([("X_Twilio_Signature", signature)], ""),
        "lower case": ([(SIGNATURE.lower(), signature)] if signature else [], seen),
        "method override": ([*plain, ("X-HTTP-Method-Override", "GET")], seen),
        "original url": ([*plain, ("X-Original-URL", "/health"), ("X-Rewrite-URL", "/")], seen),
    }
    return kinds.get(kind, (plain, seen))


def measure(ground: Ground) -> list[Row]:
    """Return how often the door and Twilio's library disagree, on SQLite."""
    requests = ground.some(1_500, 20_000)
    progress(f"signatures: {requests:,} requests, the door beside Twilio's library")
    logging.getLogger("twilio").setLevel(logging.ERROR)  # it tells of each unknown algorithm
    verdicts = Verdicts()
    with Served(ground.keeper, ground.sqlite().url) as served:

        @seed(ground.chance.randrange(2**32))
        @settings(
            max_examples=requests, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(attempts())
        def compare(both: tuple[str, Attempt]) -> None:
            _compare(served.port, *both, verdicts)

        compare()
    for what, which in (("accepted", verdicts.accepted_bad), ("refused", verdicts.refused_good)):
        for said, times in Counter(which).most_common(8):
            progress(f"  {what}, unlike Twilio's library, {times} times: {said}")
    bad, good = len(verdicts.accepted_bad), len(verdicts.refused_good)
    return [
        figure(
            "signatures: accepted that Twilio's library refuses",
            f"{bad} of {verdicts.bad:,}", "0", reached=not bad and verdicts.bad > 0,
        ),
        figure(
            "  refused that it accepts",
            f"{good} of {verdicts.good:,}", "0", reached=not good and verdicts.good > 0,
        ),
        Row("  knocked where there is no door", f"{verdicts.unanswered:,}"),
    ]  # fmt: skip


def _compare(port: int, said: str, attempt: Attempt, verdicts: Verdicts) -> None:
    status = _status(port, attempt)
    right = attempt.twilio_says()
    if status in (None, 308, 404):  # there is no door, whoever knocks
        verdicts.unanswered += 1
        return
    verdicts.good += right
    verdicts.bad += not right
    if right and status == 403:
        verdicts.refused_good.append(said)
    elif not right and status != 403:
        verdicts.accepted_bad.append(f"{status}: {said}")


def _status(port: int, attempt: Attempt) -> int | None:
    """Return the status, or None where the server does not take it for HTTP."""
    answer: Any = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(attempt.request(port))
        while b"\r\n" not in answer:
            part = line.recv(4_096)
            if not part:
                return None
            answer += part
    status = int(answer.split(None, 2)[1])
    return None if status == 400 and b"text/html" in answer[:400] else status
