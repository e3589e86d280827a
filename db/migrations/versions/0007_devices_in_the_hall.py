"""Devices in the hall: past ones, tablets handed round, slips for a ballot

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
INSTANT = db.base.UtcDateTime


def upgrade() -> None:
    op.create_table(
        'past_device',
        sa.Column('meeting_id', sa.Integer(), nullable=False),
        sa.Column('device_key', TEXT(), nullable=False),
        sa.Column('at', INSTANT(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['meeting_id'], ['meeting.id'], name=op.f('fk_past_device_meeting_id_meeting')
        ),
        sa.PrimaryKeyConstraint('meeting_id', 'device_key', name=op.f('pk_past_device')),
    )
    op.create_table(
        'kiosk',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('meeting_id', sa.Integer(), nullable=True),
        sa.Column('round_id', sa.Integer(), nullable=True),
        sa.Column('token_key', TEXT(), nullable=False),
        sa.Column('pin_hash', TEXT(), nullable=False),
        sa.Column('opened_at', INSTANT(timezone=True), nullable=False),
        sa.Column('opened_by', sa.Integer(), nullable=False),
        sa.Column('ended_at', INSTANT(timezone=True), nullable=True),
        sa.Column('attendee_id', sa.Integer(), nullable=True),
        sa.Column('account_id', sa.Integer(), nullable=True),
        sa.Column('touched_at', INSTANT(timezone=True), nullable=True),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('locked_until', INSTANT(timezone=True), nullable=True),
        sa.CheckConstraint(
            '(meeting_id IS NULL) <> (round_id IS NULL)', name=op.f('ck_kiosk_of_one_thing')
        ),
        sa.ForeignKeyConstraint(
            ['meeting_id'], ['meeting.id'], name=op.f('fk_kiosk_meeting_id_meeting')
        ),
        sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_kiosk_round_id_round')),
        sa.ForeignKeyConstraint(
            ['opened_by'], ['account.id'], name=op.f('fk_kiosk_opened_by_account')
        ),
        sa.ForeignKeyConstraint(
            ['attendee_id'], ['attendee.id'], name=op.f('fk_kiosk_attendee_id_attendee')
        ),
        sa.ForeignKeyConstraint(
            ['account_id'], ['account.id'], name=op.f('fk_kiosk_account_id_account')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_kiosk')),
        sa.UniqueConstraint('token_key', name=op.f('uq_kiosk_token_key')),
    )
    with op.batch_alter_table('kiosk', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kiosk_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_kiosk_round_id'), ['round_id'], unique=False)
    op.create_table(
        'ballot_slip',
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('code_hash', TEXT(), nullable=False),
        sa.Column('issued_at', INSTANT(timezone=True), nullable=False),
        sa.Column('issued_by', sa.Integer(), nullable=False),
        sa.Column('kiosk_id', sa.Integer(), nullable=True),
        sa.Column('used_at', INSTANT(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['round_id'], ['round.id'], name=op.f('fk_ballot_slip_round_id_round')
        ),
        sa.ForeignKeyConstraint(
            ['account_id'], ['account.id'], name=op.f('fk_ballot_slip_account_id_account')
        ),
        sa.ForeignKeyConstraint(
            ['issued_by'], ['account.id'], name=op.f('fk_ballot_slip_issued_by_account')
        ),
        sa.ForeignKeyConstraint(
            ['kiosk_id'], ['kiosk.id'], name=op.f('fk_ballot_slip_kiosk_id_kiosk')
        ),
        sa.PrimaryKeyConstraint('round_id', 'account_id', name=op.f('pk_ballot_slip')),
        sa.UniqueConstraint('round_id', 'code_hash', name=op.f('uq_ballot_slip_round_id_code_hash')),
    )


def downgrade() -> None:
    op.drop_table('ballot_slip')
    with op.batch_alter_table('kiosk', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kiosk_round_id'))
        batch_op.drop_index(batch_op.f('ix_kiosk_meeting_id'))
    op.drop_table('kiosk')
    op.drop_table('past_device')
