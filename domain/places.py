"""Where a round applies: the district, one subdistrict, or one community."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """区、街道、社区."""

    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Place:
    """The area of a round; `subdistrict_id` and `community_id` as its kind needs them."""

    kind: PlaceKind
    subdistrict_id: int | None = None
    community_id: int | None = None

    def covers(self, subdistrict_id: int | None, community_id: int | None) -> bool:
        """Whether a person or proposal of that community belongs to this place."""
        if self.kind is PlaceKind.DISTRICT:
            return True
        if self.kind is PlaceKind.SUBDISTRICT:
            return subdistrict_id is not None and subdistrict_id == self.subdistrict_id
        return community_id is not None and community_id == self.community_id


def area(subdistrict_id: int | None, community_id: int | None) -> Place:
    """The smallest place that is named: a community, a subdistrict, or the district."""
    kind = PlaceKind.DISTRICT
    if subdistrict_id is not None:
        kind = PlaceKind.SUBDISTRICT
    if community_id is not None:
        kind = PlaceKind.COMMUNITY
    return Place(kind, subdistrict_id, community_id)
