"""Whether this process can serve: the database answers, and its schema is current."""

from dataclasses import dataclass

from db.health import is_reachable, is_schema_current


@dataclass(frozen=True, slots=True)
class Health:
    """What a machine that watches this one wants to know; nothing about anybody."""

    database: bool
    migrations: bool

    @property
    def is_well(self) -> bool:
        """Whether pages can be served."""
        return self.database and self.migrations


def check_health() -> Health:
    """Ask the database, now."""
    reachable = is_reachable()
    return Health(database=reachable, migrations=reachable and is_schema_current())
