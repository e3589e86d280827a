"""A round keeps the thresholds of the rule that has them

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('least_votes', sa.Integer(), nullable=False, server_default='0')
        )
        batch_op.add_column(
            sa.Column(
                'least_share',
                sqlmodel.sql.sqltypes.AutoString(),
                nullable=False,
                server_default='1/3',
            )
        )


def downgrade() -> None:
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.drop_column('least_share')
        batch_op.drop_column('least_votes')
