"""Minutes as whoever writes them sees them, and as everyone reads them."""

from dataclasses import dataclass
from datetime import datetime

from domain.minutes import Content
from domain.minutes_flow import WRITABLE, MinutesState


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """The minutes as whoever writes them sees them. `saved_by`: a name, empty if unknown.

    `number`: of the version that is being written; `reason`: why it corrects the one before.
    """

    meeting_id: int
    state: MinutesState
    content: Content
    language: str
    number: int
    reason: str
    saved_at: datetime
    saved_by: str

    @property
    def is_writable(self) -> bool:
        """Whether the text can be changed now."""
        return self.state in WRITABLE


@dataclass(frozen=True, slots=True)
class ApprovedMinutes:
    """Minutes as everyone may read them. `reason`: why they correct the version before."""

    meeting_id: int
    number: int
    content: Content
    language: str
    reason: str
    approved_at: datetime
