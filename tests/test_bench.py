"""The benchmark still runs: a little of each part, and never how long anything took."""

from __future__ import annotations

from pathlib import Path

from chatbot.content import Content
from chatbot.directory import Directory
from tests.bench import door, engine, over_http
from tests.bench.conversations import Deliveries
from tests.bench.figures import Goal, Row, at_share, table
from tests.bench.servers import YARDSTICK, served


def test_the_engine_is_measured(content: Content, directory: Directory) -> None:
    assert "best" in engine.measure(content, directory, seconds=0)[0].figure


def test_the_full_webhook_is_measured_beside_the_yardstick(tmp_path: Path) -> None:
    assert len(door.measure(tmp_path, seconds=0)) == 3


def test_texts_arrive_over_http_and_all_are_answered(tmp_path: Path) -> None:
    with served(YARDSTICK, tmp_path) as port:
        texts = over_http.lanes(Deliveries(), 2)
        at_once = over_http.texted(port, texts, seconds=0.2)
        in_time = over_http.texted(port, [texts[0][:5]], gaps=[0.01] * 5)
    assert at_once.bad == in_time.bad == 0
    assert len(in_time.milliseconds) == 5
    assert over_http.compared([at_once], [at_once])[4].goal == Goal("0.30 or more", reached=True)


def test_no_two_requests_are_the_same() -> None:
    sent = Deliveries().mixed(2)
    assert len({signed.body for signed in sent}) == len(sent)
    assert len({signed.signature for signed in sent}) == len(sent)


def test_the_table_says_whether_a_goal_is_reached() -> None:
    rows = [Row("a", "1", Goal("2 or less", reached=True)), Row("b", "3", Goal("2", reached=False))]
    assert table(rows).splitlines()[2:] == [
        "a  1         2 or less  reached",
        "b  3         2          NOT REACHED",
    ]


def test_the_p99_is_the_value_that_99_of_100_do_not_pass() -> None:
    assert at_share(range(1, 101), 0.99) == 99
    assert at_share([5.0], 0.5) == 5.0
