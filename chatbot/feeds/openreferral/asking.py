"""Asks one address after another: retries, limits, and good manners.

It says who it is, asks one thing at a time, and rests as long as each answer took.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError
from urllib3.util import Retry

from chatbot.feeds.faults import FeedError

MOST_BYTES = 64 * 1024 * 1024
MOST_REDIRECTS = 5
TRIES = 4
AGAIN_AFTER = (429, 500, 502, 503, 504)
LONGEST_REST = 5.0
LONGEST_WAIT = 60
CHUNK = 256 * 1024


class FetchError(FeedError):
    """Something could not be fetched. ``status`` is the server's answer, 0 without one."""

    def __init__(self, says: str, status: int = 0) -> None:
        super().__init__(says)
        self.status = status


@dataclass(frozen=True, slots=True)
class Manners:
    """How it asks. ``agent`` says who. ``backoff``, in seconds, doubles from try to try."""

    agent: str
    connect: float = 5
    read: float = 30
    whole: float = 180
    backoff: float = 1.0
    rests: bool = True
    most_bytes: int = MOST_BYTES


class Fetcher:
    """Fetches addresses one after another."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._session = requests.Session()
        self._session.max_redirects = MOST_REDIRECTS
        self._session.headers.update(
            {"User-Agent": manners.agent, "Accept": "application/json, text/csv;q=0.8, */*;q=0.5"}
        )
        again = Retry(
            total=TRIES - 1,
            status_forcelist=AGAIN_AFTER,
            allowed_methods=["GET"],
            backoff_factor=manners.backoff,
            backoff_max=LONGEST_WAIT,
            retry_after_max=LONGEST_WAIT,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))

    def get(self, url: str, params: dict[str, str] | None = None) -> bytes:
        """Return what an address gives, or raise FetchError."""
        for tries_left in reversed(range(TRIES)):
            began = time.monotonic()
            try:
                return self._body(url, params or {})
            except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ReadTimeout):
                if not tries_left:
                    raise FetchError(
                        "The server broke off in the middle, again and again."
                    ) from None
                time.sleep(self._manners.backoff)
            except requests.RequestException as fault:
                raise FetchError(_reason(fault)) from None
            finally:
                if self._manners.rests:
                    time.sleep(min(time.monotonic() - began, LONGEST_REST))
        raise FetchError("The server gave no answer.")

    def _body(self, url: str, params: dict[str, str]) -> bytes:
        limits, began = self._manners, time.monotonic()
        with self._session.get(
            url, params=params, stream=True, timeout=(limits.connect, limits.read)
        ) as answer:
            if answer.status_code != requests.codes.ok:
                says = f"The server answered {answer.status_code} {answer.reason or ''}".strip()
                raise FetchError(f"{says}.", answer.status_code)
            body = bytearray()
            for chunk in _as_it_comes(answer):
                body += chunk
                if len(body) > limits.most_bytes:
                    most = limits.most_bytes // (1024 * 1024)
                    raise FetchError(f"One answer is larger than {most} MB.")
                if time.monotonic() - began > limits.whole:
                    raise FetchError(f"One answer took longer than {limits.whole:g} seconds.")
            return bytes(body)


def _as_it_comes(answer: requests.Response) -> Iterator[bytes]:
    """Yield what has arrived. ``iter_content`` waits until a chunk is full: a server that sends a
    byte now and then would hold it for days, and no limit would be looked at.
    """
    try:
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            yield chunk
    except (ProtocolError, DecodeError) as fault:
        raise requests.exceptions.ChunkedEncodingError(fault) from None
    except ReadTimeoutError as fault:
        raise requests.exceptions.ReadTimeout(fault) from None


def _reason(fault: requests.RequestException) -> str:
    """Return in plain words why nothing came; the address may hold a secret and is left out."""
    kinds = requests.exceptions
    for kind, says in (
        (kinds.SSLError, "The server's certificate is not right, so nothing was fetched."),
        (kinds.ConnectTimeout, "The server did not answer in time."),
        (kinds.Timeout, "The server did not answer in time."),
        (kinds.RetryError, "The server answered with errors, again and again."),
        (kinds.TooManyRedirects, "The address leads on and on to other addresses."),
        (kinds.ConnectionError, "The server cannot be reached."),
        (kinds.InvalidSchema, "The address leads to one that is neither http:// nor https://."),
        (kinds.InvalidURL, "This is no address."),
    ):
        if isinstance(fault, kind):
            return says
    return f"It could not be fetched ({type(fault).__name__})."
