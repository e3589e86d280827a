"""Every table of the house, by room."""

from db.tables.ballots import Ballot, OutcomeRecord, Participation, Project
from db.tables.delivery import Appraisal, Milestone, Progress, Spending
from db.tables.places import (
    Account,
    Community,
    FieldOfWork,
    Secret,
    Setting,
    SignIn,
    SignInFailure,
    Subdistrict,
)
from db.tables.proposals import (
    Attachment,
    Comment,
    MergeRequest,
    Proposal,
    ProposalMove,
    ProposalVersion,
    Seconding,
    SupporterQuestion,
)
from db.tables.reviews import Assignment, LegalOpinion, Review
from db.tables.rounds import NegativeClause, PhaseDate, PhaseMove, Round, Screen

__all__ = [
    "Account",
    "Appraisal",
    "Assignment",
    "Attachment",
    "Ballot",
    "Comment",
    "Community",
    "FieldOfWork",
    "LegalOpinion",
    "MergeRequest",
    "Milestone",
    "NegativeClause",
    "OutcomeRecord",
    "Participation",
    "PhaseDate",
    "PhaseMove",
    "Progress",
    "Project",
    "Proposal",
    "ProposalMove",
    "ProposalVersion",
    "Review",
    "Round",
    "Screen",
    "Seconding",
    "Secret",
    "Setting",
    "SignIn",
    "SignInFailure",
    "Spending",
    "Subdistrict",
    "SupporterQuestion",
]
