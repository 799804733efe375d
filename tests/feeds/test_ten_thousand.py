"""A feed of 10,000 services, over a real server, into the database."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from chatbot.cli import main
from chatbot.directory import Directory, Published
from chatbot.feeds.openreferral.writing import write_service
from chatbot.settings import Settings
from chatbot.store import arrivals, directories
from chatbot.store.database import Database
from tests.feeds.made import PUBLISHER
from tests.feeds.serving import Feed, serving

MANY = 10_000


def test_ten_thousand_services_come_over_http(
    settings: Settings, directory: Directory, tmp_path: Path
) -> None:
    live = [write_service(one, PUBLISHER) for one in directory.services]
    many = [
        {**live[at % len(live)], "id": f"many-{at}", "name": f"Group {at}"} for at in range(MANY)
    ]
    environment = {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "PUBLIC_URL": settings.public_url,
        "DATABASE_URL": settings.database_url,
        "CONTACT_KEY": settings.contact_key,
    }
    with serving(Feed(many)) as url:
        said = ["groups", "import", url, "--apply", "--feed", "Many", "--state", str(tmp_path)]
        result = CliRunner().invoke(main, said, env=environment)
    assert "Added: 10,000" in result.output and "Taken in" in result.output
    database = Database(settings.database_url)
    with database.reading() as connection:
        services = directories.read_directory(connection).services
        owned = arrivals.owners(connection)
    database.close()
    assert len(services) == len(owned) == MANY
    assert not any(one.published is Published.LIVE for one in services)
    assert services[0].facts.keys() == directory.services[0].facts.keys()
