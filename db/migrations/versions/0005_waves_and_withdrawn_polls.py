"""Waves of stances, and why a poll was withdrawn

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'stance_wave',
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('wave', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('meeting_id', sa.Integer(), nullable=False),
        sa.Column('opened_at', db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('closed_at', db.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['item_id'], ['agenda_item.id'], name=op.f('fk_stance_wave_item_id_agenda_item')
        ),
        sa.ForeignKeyConstraint(
            ['meeting_id'], ['meeting.id'], name=op.f('fk_stance_wave_meeting_id_meeting')
        ),
        sa.PrimaryKeyConstraint('item_id', 'wave', name=op.f('pk_stance_wave')),
    )
    op.create_index(op.f('ix_stance_wave_meeting_id'), 'stance_wave', ['meeting_id'])
    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                'withdrawn_reason',
                sqlmodel.sql.sqltypes.AutoString(),
                nullable=False,
                server_default='',
            )
        )


def downgrade() -> None:
    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.drop_column('withdrawn_reason')
    op.drop_index(op.f('ix_stance_wave_meeting_id'), table_name='stance_wave')
    op.drop_table('stance_wave')
