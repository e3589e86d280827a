"""A hall that is about to vote: the demonstration with its open round empty, and 200 people ready.

    python -m benchmarks.ballot_district FOLDER [--voters 200]

Makes FOLDER a data folder in which nobody has voted in the round that is open for voting (30
projects) and residents of its area can be entered by one tap (`demo_<username>`), one a session.
The user names are printed, a line each. Only ever do this to a folder of its own.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tests.browser.app_process import seed


def open_hall(data_dir: Path, voters: int) -> list[str]:
    """Seed `data_dir` if need be, empty its open round and return the user names of its voters."""
    if not (data_dir / "yishiting.db").exists():
        seed(data_dir)
    os.environ["DATA_DIR"] = str(data_dir)
    os.environ.pop("DATABASE_URL", None)
    from sqlmodel import col, delete, select

    from db.engine import transaction
    from db.tables import Account, Ballot, Community, Participation, Round
    from domain.phases import Phase

    with transaction() as db:
        round_ = db.exec(select(Round).where(Round.phase == Phase.VOTE.value)).one()
        db.exec(delete(Participation).where(col(Participation.round_id) == round_.id))
        db.exec(delete(Ballot).where(col(Ballot.round_id) == round_.id))
        query = (
            select(Account)
            .join(Community, col(Community.id) == Account.community_id)
            .where(Community.subdistrict_id == round_.subdistrict_id)
            .where(col(Account.role).in_(round_.voter_roles))
            .order_by(col(Account.id))
            .limit(voters)
        )
        people = list(db.exec(query))
        for person in people:
            person.is_demo = True
        return [person.username for person in people]


def main() -> None:
    """Make the folder and print who can vote in it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--voters", type=int, default=200)
    given = asked.parse_args()
    print("\n".join(open_hall(given.folder.resolve(), given.voters)))


if __name__ == "__main__":
    main()
