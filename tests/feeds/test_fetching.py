"""Feeds over HTTP, as councils serve them: every shape of paging, every way of being wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from chatbot.feeds.openreferral.asking import Fetcher, FetchError, Manners
from chatbot.feeds.openreferral.fetching import fetch
from chatbot.feeds.openreferral.spool import Spool
from tests.feeds.serving import Feed, serving

NOW, OLDEST = 1_000_000.0, 0.0


def entry(at: int) -> dict[str, Any]:
    return {
        "id": f"s-{at:04}",
        "name": f"Example Group {at}",
        "status": "active",
        "schedules": [{"id": "x", "byday": "TU", "freq": "WEEKLY"}],
    }


def entries(count: int) -> list[dict[str, Any]]:
    return [entry(at) for at in range(count)]


def fetcher(**manners: Any) -> Fetcher:
    return Fetcher(
        Manners("Signpost/test", **{"backoff": 0.0, "rests": False, "read": 2, **manners})
    )


@pytest.fixture
def fetched(tmp_path: Path) -> Callable[..., Spool]:
    def run(url: str, asking: Fetcher | None = None) -> Spool:
        spool = Spool(tmp_path, url, NOW, OLDEST)
        for _ in fetch(asking or fetcher(), spool):
            pass
        return spool

    return run


def names(spool: Spool) -> list[str]:
    return [one["id"] for one, _ in spool.entries()]


ALL = [f"s-{at:04}" for at in range(25)]


@pytest.mark.parametrize(
    "feed",
    [
        Feed(entries(25)),
        Feed(entries(25), version="1.0"),
        Feed(entries(25), fixed_size=10),
        Feed(entries(25), version="1.0", fixed_size=4),
        Feed(entries(25), fixed_size=10, first=0, version="1.0"),
        Feed(entries(25), fixed_size=10, refuses=frozenset(["full"])),
        Feed(entries(25), fixed_size=10, refuses=frozenset(["full", "per_page"])),
        Feed(entries(25), fixed_size=10, says_pages=1),
        Feed(entries(25), fixed_size=10, says_total=3, never_last=True),
        Feed(entries(25), fixed_size=10, says_total=9_999, never_last=True),
        Feed(entries(25), ignores_page=True, says_pages=50, says_total=25),
        Feed(entries(25), fixed_size=10, shallow=True),
        Feed(entries(25), fixed_size=7, shallow=True, version="1.0"),
        Feed(entries(25), failing=Counter({"/api/services": 3})),
        Feed(entries(25), broken_off=Counter({"/api/services": 2})),
    ],
    ids=lambda feed: f"{feed.version}-{feed.fixed_size}-{feed.first}-{feed.shallow}",
)
@pytest.mark.parametrize("at", ["", "/", "/services"])
def test_every_service_comes_once(feed: Feed, at: str, fetched: Callable[..., Spool]) -> None:
    feed = deepcopy(feed)
    with serving(feed) as url:
        spool = fetched(f"{url}{at}")
    assert sorted(names(spool)) == ALL
    assert all("schedules" in one for one, _ in spool.entries())
    assert spool.state.complete and spool.state.failures == []
    assert {urls for _, urls in spool.entries()} <= {
        f"{url}/services",
        *(f"{url}/services/{name}" for name in ALL),
    }
    assert feed.agents == {"Signpost/test"}


def test_a_list_without_details_anywhere_is_taken_as_it_is(fetched: Callable[..., Spool]) -> None:
    with serving(Feed(entries(12), shallow=True, details=False)) as url:
        assert len(names(fetched(url))) == 12


def test_a_service_that_cannot_be_fetched_is_named_and_the_others_come(
    fetched: Callable[..., Spool],
) -> None:
    feed = Feed(entries(25), shallow=True, failing=Counter({"/api/services/s-0007": 10}))
    with serving(feed) as url:
        spool = fetched(url)
    assert len(names(spool)) == 24
    [(name, reason)] = spool.state.failures
    assert name == "s-0007" and "503" in reason


@pytest.mark.parametrize("shallow", [False, True])
def test_what_breaks_off_goes_on_where_it_was(
    shallow: bool, tmp_path: Path, fetched: Callable[..., Spool]
) -> None:
    feed = Feed(entries(25), fixed_size=5, shallow=shallow, down_after=14 if shallow else 4)
    with serving(feed) as url:
        with pytest.raises(FetchError, match="500"):
            fetched(url)
        feed.down_after, before = None, len(feed.asked)
        half = Spool(tmp_path, url, NOW, OLDEST)
        assert half.resumed and not half.state.complete
        spool = fetched(url)
        assert len(feed.asked) - before < before + 12
    assert sorted(names(spool)) == ALL
    assert spool.state.failures == []


def test_what_is_half_written_after_a_break_does_not_count(
    tmp_path: Path, fetched: Callable[..., Spool]
) -> None:
    feed = Feed(entries(25), fixed_size=5, down_after=4)
    with serving(feed) as url:
        with pytest.raises(FetchError):
            fetched(url)
        [listed] = tmp_path.glob("*/listed.jsonl")
        with listed.open("ab") as file:
            file.write(b'[{"id": "s-9999", "na')
        feed.down_after = None
        assert sorted(names(fetched(url))) == ALL


def test_what_is_too_old_or_of_another_address_is_fetched_anew(
    tmp_path: Path, fetched: Callable[..., Spool]
) -> None:
    with serving(Feed(entries(3))) as url:
        fetched(url)
        assert Spool(tmp_path, url, NOW, NOW).resumed
        assert not Spool(tmp_path, url, NOW + 1, NOW + 1).resumed
        assert not Spool(tmp_path, f"{url}/services", NOW, OLDEST).resumed


def test_two_imports_of_one_address_do_not_mix(tmp_path: Path) -> None:
    with serving(Feed(entries(3))) as url:
        one, other = (Spool(tmp_path, url, NOW, OLDEST) for _ in range(2))
        with one.held(), pytest.raises(Exception, match="Another import"):
            list(fetch(fetcher(), other))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "x"])
def test_only_http_is_fetched(url: str, fetched: Callable[..., Spool]) -> None:
    with pytest.raises(FetchError, match="http://"):
        fetched(url)


def test_nothing_is_followed_to_a_file(fetched: Callable[..., Spool]) -> None:
    feed = Feed([], redirect="file:///etc/passwd")
    with serving(feed) as url, pytest.raises(FetchError, match="neither"):
        fetched(url)


def test_an_answer_may_only_be_so_large(fetched: Callable[..., Spool]) -> None:
    feed = Feed([], raw=b"[" + b" " * 5_000_000 + b"]")
    with serving(feed) as url, pytest.raises(FetchError, match="larger than 1 MB"):
        fetched(url, fetcher(most_bytes=1024 * 1024))


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"<html>", ""), (b'{"error": "no"}', "no list"), (b"[1, 2", "no JSON")],
)
def test_what_is_no_feed_is_refused_in_words(
    raw: bytes, says: str, fetched: Callable[..., Spool]
) -> None:
    with serving(Feed([], raw=raw)) as url:
        if not says:
            assert fetched(url).state.sheet  # a table, for all that the fetcher knows
            return
        with pytest.raises(Exception, match=says):
            fetched(url)


def test_a_server_that_is_not_there_is_said(fetched: Callable[..., Spool]) -> None:
    with serving(Feed([])) as url:
        pass
    with pytest.raises(FetchError, match="cannot be reached"):
        fetched(url)


def test_a_key_in_the_address_is_kept_out_of_where_things_came_from(
    fetched: Callable[..., Spool],
) -> None:
    with serving(Feed(entries(3))) as url:
        spool = fetched(f"{url}/services?api_key=secret")
    assert not any("secret" in address for _, address in spool.entries())


def test_a_server_that_sends_a_byte_now_and_then_holds_nobody() -> None:
    feed, says = Feed([], raw=b" " * 100_000, trickles=True), r"longer than 0\.2 seconds"
    with serving(feed) as url, pytest.raises(FetchError, match=says):
        fetcher(whole=0.2).get(url)
