"""Every table of the house, by room."""

from db.tables.ballots import Ballot, OutcomeRecord, Participation, Project
from db.tables.delivery import Appraisal, Milestone, Progress, Spending
from db.tables.floor import Motion, Poll, PollAnswer, PollVoice, Speech, Stance, Statement
from db.tables.matters import Matter, MatterMove, Minutes, Promise
from db.tables.meetings import AgendaItem, Attendee, Meeting, MeetingAct, PinTry, RosterDraw
from db.tables.paper import PaperBatch, PaperBox, PaperEntry, PaperHandOut, PaperSheet
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
    "AgendaItem",
    "Appraisal",
    "Assignment",
    "Attachment",
    "Attendee",
    "Ballot",
    "Comment",
    "Community",
    "FieldOfWork",
    "LegalOpinion",
    "Matter",
    "MatterMove",
    "Meeting",
    "MeetingAct",
    "MergeRequest",
    "Milestone",
    "Minutes",
    "Motion",
    "NegativeClause",
    "OutcomeRecord",
    "PaperBatch",
    "PaperBox",
    "PaperEntry",
    "PaperHandOut",
    "PaperSheet",
    "Participation",
    "PhaseDate",
    "PhaseMove",
    "PinTry",
    "Poll",
    "PollAnswer",
    "PollVoice",
    "Progress",
    "Project",
    "Promise",
    "Proposal",
    "ProposalMove",
    "ProposalVersion",
    "Review",
    "RosterDraw",
    "Round",
    "Screen",
    "Seconding",
    "Secret",
    "Setting",
    "SignIn",
    "SignInFailure",
    "Speech",
    "Spending",
    "Stance",
    "Statement",
    "Subdistrict",
    "SupporterQuestion",
]
