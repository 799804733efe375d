"""``make soak``: the fault table, figure by figure. Exit code 1 when a figure is not reached."""

from __future__ import annotations

import argparse
import gc
import random
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from time import monotonic

from chatbot.loading.folder import load
from chatbot.loading.tree import Report
from chatbot.rehearsal import sample_directory
from chatbot.setup import FLOWS
from tests.bench.conversations import PUBLIC_URL
from tests.bench.figures import BenchError, Row, progress, table
from tests.soak import (
    away,
    disk,
    fuzzed,
    held,
    hostile,
    imported,
    killed,
    logs,
    many,
    reloaded,
    signatures,
    together,
)
from tests.soak.ground import ENGINES, Ground, folder_beside_the_database
from tests.soak.plants import PLANTS
from tests.soak.serving import Keeper

Part = Callable[[Ground], list[Row]]
PARTS: dict[str, Part] = {
    "together": together.measure,
    "killed": killed.measure,
    "away": away.measure,
    "disk": disk.measure,
    "reloaded": reloaded.measure,
    "imported": imported.measure,
    "held": held.measure,
    "fuzzed": fuzzed.measure,
    "signatures": signatures.measure,
    "many": many.measure,
    "hostile": hostile.measure,
    "logs": logs.measure,
}


def main() -> int:
    """Do to the service what was asked for, print the table; 1 when a figure is not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--short", action="store_true", help="under five minutes, smaller counts")
    parser.add_argument("--only", choices=PARTS, nargs="+", help="these parts")
    parser.add_argument("--engine", choices=ENGINES, help="one database")
    parser.add_argument("--plant", choices=PLANTS, help="plant a fault, to see a figure fail")
    parser.add_argument("--messages", type=int, help="how many, in place of a million")
    parser.add_argument("--seed", type=int, help="do at the same moments what another run did")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    begin, rows = monotonic(), []
    try:
        with ExitStack() as things:
            ground = _ground(asked, things)
            for name in asked.only or PARTS:
                rows += PARTS[name](ground)
    except BenchError as error:
        print(f"The soak broke: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    missed = sum(row.goal is not None and not row.goal.reached for row in rows)
    print(f"\n{table(rows)}\n\n{monotonic() - begin:.0f} seconds; not reached: {missed}.")
    if asked.plant:
        plant = PLANTS[asked.plant]
        print(f"Planted: {plant.what}. The part '{plant.part}' must show it.")
    return 1 if missed else 0


def _ground(asked: argparse.Namespace, things: ExitStack) -> Ground:
    """Load the content and fork the keeper, before there is any thread."""
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    progress(f"loading the content; --seed {seed}")
    content = load(FLOWS, f"{PUBLIC_URL}/privacy")
    directory = sample_directory(FLOWS, content.gazetteer, Report())
    gc.collect()
    gc.freeze()
    folder = things.enter_context(folder_beside_the_database())
    log = folder / "server.log"
    log.touch()
    log.chmod(0o666)
    keeper = Keeper(content, log, asked.plant or "")
    things.callback(keeper.close)
    if asked.plant:
        PLANTS[asked.plant].spoil()  # for the parts that run in this process
    return Ground(
        content=content,
        directory=directory,
        keeper=keeper,
        folder=folder,
        log=log,
        short=asked.short,
        messages=asked.messages,
        engines=(asked.engine,) if asked.engine else ENGINES,
        chance=random.Random(seed),  # noqa: S311 - the same moments for the same seed
        _things=things,
    )


if __name__ == "__main__":
    sys.exit(main())
