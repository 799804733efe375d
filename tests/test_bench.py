"""The benchmark still runs: a little of each part, and never how long anything took."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.inbox import Inbox
from chatbot.setup import FLOWS
from chatbot.store.database import Database
from chatbot.store.tables import contact, inbound_message
from tests.bench import (
    door,
    engine,
    engines,
    growing,
    imports,
    judged,
    matching,
    over_http,
    processors,
    writers,
)
from tests.bench.conversations import Deliveries
from tests.bench.figures import Goal, Row, at_share, table
from tests.bench.over_http import Round
from tests.bench.servers import YARDSTICK, served, serving


def test_the_engine_is_measured(content: Content, directory: Directory) -> None:
    assert "best" in engine.measure(content, directory, seconds=0)[0].figure


def test_imports_are_measured(tmp_path: Path, directory: Directory) -> None:
    example, broken, many = imports.measure(tmp_path, directory, 30)
    assert "3 added" in example.figure and "8 refused" in broken.figure
    assert "30 added" in many.figure and many.goal is not None


def test_searches_of_a_few_groups_are_measured_and_find_the_same(content: Content) -> None:
    rows = matching.measure(content, sizes=(60,))
    assert rows[0].what == "first three of 60 groups"


def test_the_judged_set_is_measured_beside_three_other_orders(content: Content) -> None:
    rows = judged.measure(content)
    assert [row.what.startswith("judged set") for row in rows].count(True) == 4
    assert all(row.goal.reached for row in rows if row.goal)


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


def test_a_server_has_as_many_workers_as_it_is_told(tmp_path: Path) -> None:
    with serving(YARDSTICK, tmp_path) as server:
        server.wait()
        for workers in (4, 1, 2):
            server.staff(workers)
            assert len(processors.children(server.pid)) == workers
            seen = over_http.texted(server.port, over_http.lanes(Deliveries(), 2), seconds=0.1)
            assert not seen.bad
        assert processors.spent(server.pid) > 0


def test_four_writers_write_at_the_same_time(tmp_path: Path) -> None:
    rows = writers.measure(tmp_path, rounds=1, seconds=1e-9)
    assert [row.goal is None for row in rows] == [False, True]
    database = Database(f"sqlite:///{tmp_path / 'written.db'}")
    each_way = writers.WRITERS * len(writers.WAYS)
    assert _counted(database) == (each_way, 2 * each_way)  # one message to begin with, and one
    database.close()


def _counted(database: Database) -> tuple[int, int]:
    """Return how many contacts and messages there are."""
    with database.reading() as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (contact, inbound_message)
        )


@pytest.mark.both_engines
@pytest.mark.parametrize("kind", growing.SIZES)
def test_a_crowd_is_made_and_people_of_it_text(
    content: Content, directory: Directory, database_url: str, kind: str
) -> None:
    now, many = datetime.now(UTC), 120
    scripts = growing.halves(content, directory, now)
    database = Database(database_url)
    inbox = Inbox(content, database, FLOWS, door.settings_for(database_url))
    place = growing.Place("", kind, many, inbox)
    growing.fill_place(place, scripts, now)
    growing.ask([place], scripts)
    contacts, messages = _counted(database)
    database.close()
    texts = growing.EACH * sum(len(script.texts) for script in scripts)
    stored = many * growing.MESSAGES if kind == "stored conversations" else 0
    assert (contacts, messages) == (many, stored + texts)
    assert len(place.milliseconds) == texts


def _round(per_second: int, milliseconds: float, bad: int = 0) -> Round:
    return Round([milliseconds] * per_second, bad, 1.0, 100.0)


def _goals(rows: list[Row]) -> list[bool]:
    return [row.goal.reached for row in rows if row.goal]


@pytest.mark.parametrize(
    ("rate", "milliseconds", "bad", "reached"),
    [(670, 249, 0, True), (669, 1, 0, False), (670, 250, 0, False), (670, 1, 1, False)],
)
def test_everybody_is_served_at_the_full_rate_in_time_and_without_error(
    rate: int, milliseconds: float, bad: int, *, reached: bool
) -> None:
    tried = engines.Tried(rate, _round(rate, milliseconds, bad), 2.0)
    assert _goals(engines.reckoned("a server", [tried])) == [reached]


@pytest.mark.parametrize(
    ("per_second", "milliseconds", "reached"), [(200, 49.9, True), (199, 50.0, False)]
)
def test_a_share_and_a_p99_are_judged_where_there_is_a_goal(
    per_second: int, milliseconds: float, *, reached: bool
) -> None:
    plain, full = (
        engines.Record({at: [each] for at in engines.STAFFS}, {at: [1.0] for at in engines.STAFFS})
        for each in (_round(1_000, 1), _round(per_second, milliseconds))
    )
    both = {engines.SQLITE: full, engines.POSTGRESQL: full}
    verdicts = [_goals(list(engines.compared(plain, both, at))) for at in engines.STAFFS]
    assert verdicts == [[], [reached], [reached]]
