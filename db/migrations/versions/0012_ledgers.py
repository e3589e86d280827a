"""Debts of points, consent to be named, and what a ledger must never come to

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
import sqlmodel


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    with op.batch_alter_table('points_balance', schema=None) as batch_op:
        batch_op.add_column(sa.Column('owed', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(
            sa.Column('shows_name', sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.create_check_constraint('spent_not_negative', 'spent >= 0')
        batch_op.create_check_constraint(
            'owed_only_when_empty', 'owed = 0 OR (owed > 0 AND earned = spent)'
        )
    with op.batch_alter_table('points_entry', schema=None) as batch_op:
        batch_op.create_check_constraint(
            'not_own', 'reviewed_by IS NULL OR reviewed_by <> account_id'
        )
        batch_op.drop_constraint(batch_op.f('uq_points_entry_reverses_id'), type_='unique')
        batch_op.create_index(
            'ix_points_entry_one_reversal',
            ['reverses_id'],
            unique=True,
            sqlite_where=sa.text("state <> 'refused'"),
            postgresql_where=sa.text("state <> 'refused'"),
        )
    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_reward_name'), ['name'])
    with op.batch_alter_table('exchange', schema=None) as batch_op:
        batch_op.add_column(sa.Column('note', TEXT(), nullable=False, server_default=''))
        batch_op.create_index(batch_op.f('ix_exchange_state'), ['state'], unique=False)
    with op.batch_alter_table('honour', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_honour_year_name'), ['year', 'name'])
    with op.batch_alter_table('fund_line', schema=None) as batch_op:
        batch_op.create_check_constraint('spent_not_negative', 'spent_cents >= 0')


def downgrade() -> None:
    with op.batch_alter_table('fund_line', schema=None) as batch_op:
        batch_op.drop_constraint('spent_not_negative', type_='check')
    with op.batch_alter_table('honour', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_honour_year_name'), type_='unique')
    with op.batch_alter_table('exchange', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_exchange_state'))
        batch_op.drop_column('note')
    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_reward_name'), type_='unique')
    with op.batch_alter_table('points_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_points_entry_one_reversal')
        batch_op.create_unique_constraint(
            batch_op.f('uq_points_entry_reverses_id'), ['reverses_id']
        )
        batch_op.drop_constraint('not_own', type_='check')
    with op.batch_alter_table('points_balance', schema=None) as batch_op:
        batch_op.drop_constraint('owed_only_when_empty', type_='check')
        batch_op.drop_constraint('spent_not_negative', type_='check')
        batch_op.drop_column('shows_name')
        batch_op.drop_column('owed')
