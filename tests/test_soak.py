"""The soak counts rightly what is lost and what is done twice."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from chatbot.content import Content
from tests.soak.plants import PLANTS
from tests.soak.reckoning import Reckoning, reckon
from tests.soak.serving import settings_for
from tests.soak.stores import Sqlite
from tests.soak.texting import PEOPLE, SCRIPTS, Crowd, Log, Text, deliver
from webhooks import create_app

Expected = dict[tuple[int, int], bytes]


class Deployment:
    """The service behind a real socket, and two conversations held with it, one of them twice."""

    def __init__(self, folder: Path, port: int) -> None:
        self.store, self.port = Sqlite(folder), port
        self.log, self.expected = self._hold(), {}
        for script, turn, _, answer in self._hold().answered:
            self.expected[script, turn] = answer.body

    def _hold(self) -> Log:
        log = Log()
        for script in range(2):
            for turn, text in enumerate(PEOPLE.conversation(script)):
                answer = deliver(self.port, text)
                assert answer and answer.good
                log.answered.append((script, turn, text, answer))
        return log

    def change(self, statement: str, text: Text) -> None:
        with closing(sqlite3.connect(self.store.path)) as connection, connection:
            connection.execute(statement, {"id": text.message_id})

    def reckoned(self) -> Reckoning:
        return reckon(self.store, self.port, self.log, self.expected)


@pytest.fixture
def deployment(content: Content, tmp_path: Path) -> Iterator[Deployment]:
    app = create_app(settings_for(Sqlite(tmp_path).url), content=content)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield Deployment(tmp_path, server.server_port)
    server.shutdown()
    serving.join()
    server.server_close()
    app.extensions["inbox"].database.close()


def test_where_nothing_went_wrong_nothing_is_counted(deployment: Deployment) -> None:
    reckoned = deployment.reckoned()
    assert reckoned == Reckoning(len(SCRIPTS[0][1]) + len(SCRIPTS[1][1]), 0, 0, ())
    assert reckoned.clean


def test_a_text_that_was_answered_and_is_not_kept_is_lost(deployment: Deployment) -> None:
    text = deployment.log.answered[-1][2]
    deployment.change("DELETE FROM inbound_message WHERE message_id = :id", text)
    assert deployment.reckoned().lost == 1


def test_a_text_that_was_never_answered_is_lost(deployment: Deployment) -> None:
    deployment.log.unanswered.append(PEOPLE.text(PEOPLE.sender(), "Hi"))
    assert deployment.reckoned().lost == 1


def test_another_answer_than_the_first_is_told(deployment: Deployment) -> None:
    text = deployment.log.answered[0][2]
    deployment.change("UPDATE inbound_message SET reply = 'x' WHERE message_id = :id", text)
    assert deployment.reckoned().twice == 1


def test_an_answer_out_of_its_turn_is_told(deployment: Deployment) -> None:
    script, turn, *_ = deployment.log.answered[3]
    deployment.expected[script, turn] = b"what follows one step later"
    assert deployment.reckoned().twice == 1


def test_a_crowd_is_answered_until_it_is_told_to_stop(deployment: Deployment) -> None:
    with Crowd(deployment.port, 2) as crowd:
        log = crowd.stop()
    assert log.answered
    assert not (log.unanswered or log.sorry or log.cut or log.other)


def test_every_planted_fault_names_the_part_that_shows_it() -> None:
    parts = {path.stem for path in (Path(__file__).parent / "soak").glob("*.py")}
    assert {plant.part for plant in PLANTS.values()} <= parts
