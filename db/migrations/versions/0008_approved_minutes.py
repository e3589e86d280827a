"""Minutes: the versions that were approved, the language, and why a version is corrected

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'minutes_version',
        sa.Column('meeting_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('approved_at', db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('approved_by', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['approved_by'], ['account.id'], name=op.f('fk_minutes_version_approved_by_account')
        ),
        sa.ForeignKeyConstraint(
            ['meeting_id'], ['meeting.id'], name=op.f('fk_minutes_version_meeting_id_meeting')
        ),
        sa.PrimaryKeyConstraint('meeting_id', 'number', name=op.f('pk_minutes_version')),
    )
    with op.batch_alter_table('minutes', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                'language',
                sqlmodel.sql.sqltypes.AutoString(),
                nullable=False,
                server_default='zh_CN',
            )
        )
        batch_op.add_column(
            sa.Column(
                'correction_reason',
                sqlmodel.sql.sqltypes.AutoString(),
                nullable=False,
                server_default='',
            )
        )


def downgrade() -> None:
    with op.batch_alter_table('minutes', schema=None) as batch_op:
        batch_op.drop_column('correction_reason')
        batch_op.drop_column('language')
    op.drop_table('minutes_version')
