"""The district's places and fields: what a deployment needs before its first round."""

import logging

from db import rounds
from db.engine import Session, transaction
from db.seed.fields import seed_fields
from db.seed.teams import seed_bodies
from db.tables import Community, Subdistrict
from domain.place_list import read_places

log = logging.getLogger(__name__)


def ensure_fields() -> None:
    """The fields of work and the three teams, once; an office may rename them later."""
    with transaction() as db:
        seed_fields(db)
        seed_bodies(db)


def load_places(data: bytes) -> tuple[int, int]:
    """Load a list of places from the console; how many subdistricts and communities are new.

    Loading the same list again adds nothing; a community's households are brought up to date.
    Refuses a list with a wrong line, and then writes nothing.
    """
    rows = read_places(data)
    with transaction() as db:
        subdistricts = {one.name: one for one in rounds.list_subdistricts(db)}
        before = len(subdistricts)
        communities = {(one.subdistrict_id, one.name): one for one in rounds.list_communities(db)}
        known = len(communities)
        for row in rows:
            subdistrict = subdistricts.get(row.subdistrict) or _add_subdistrict(db, row.subdistrict)
            subdistricts[row.subdistrict] = subdistrict
            key = (subdistrict.id, row.community)
            community = communities.get(key) or Community(
                subdistrict_id=subdistrict.id, name=row.community
            )
            community.households = row.households or community.households
            communities[key] = community
            db.add(community)
        log.info("places loaded: %d communities in the list", len(rows))
        return len(subdistricts) - before, len(communities) - known


def _add_subdistrict(db: Session, name: str) -> Subdistrict:
    subdistrict = Subdistrict(name=name)
    db.add(subdistrict)
    db.flush()
    return subdistrict
