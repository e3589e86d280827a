"""The clock of the closed loop: grace, heads of bodies, whistles, one matter a tap

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
INSTANT = db.base.UtcDateTime


def upgrade() -> None:
    op.create_table(
        'whistle',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('matter_id', sa.Integer(), nullable=False),
        sa.Column('body_code', TEXT(), nullable=False),
        sa.Column('deadline_class', TEXT(), nullable=True),
        sa.Column('due_at', INSTANT(timezone=True), nullable=False),
        sa.Column('reason', TEXT(), nullable=False),
        sa.Column('at', INSTANT(timezone=True), nullable=False),
        sa.Column('called_by', sa.Integer(), nullable=False),
        sa.Column('reported_at', INSTANT(timezone=True), nullable=True),
        sa.Column('reported_by', sa.Integer(), nullable=True),
        sa.Column('note', TEXT(), nullable=False),
        sa.ForeignKeyConstraint(
            ['matter_id'], ['matter.id'], name=op.f('fk_whistle_matter_id_matter')
        ),
        sa.ForeignKeyConstraint(
            ['body_code'], ['body.code'], name=op.f('fk_whistle_body_code_body')
        ),
        sa.ForeignKeyConstraint(
            ['deadline_class'],
            ['deadline_class.code'],
            name=op.f('fk_whistle_deadline_class_deadline_class'),
        ),
        sa.ForeignKeyConstraint(
            ['called_by'], ['account.id'], name=op.f('fk_whistle_called_by_account')
        ),
        sa.ForeignKeyConstraint(
            ['reported_by'], ['account.id'], name=op.f('fk_whistle_reported_by_account')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_whistle')),
        sa.UniqueConstraint('matter_id', 'body_code', name=op.f('uq_whistle_matter_id_body_code')),
    )
    with op.batch_alter_table('whistle', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_whistle_body_code'), ['body_code'], unique=False)
    with op.batch_alter_table('deadline_class', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('grace_hours', sa.Integer(), nullable=False, server_default='24')
        )
    with op.batch_alter_table('body', schema=None) as batch_op:
        batch_op.add_column(sa.Column('head_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_body_head_id_account'), 'account', ['head_id'], ['id']
        )
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('place_text', TEXT(), nullable=False, server_default='')
        )
        batch_op.add_column(sa.Column('counted_from', INSTANT(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.add_column(sa.Column('recorded_by', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('reopenings', sa.Integer(), nullable=False, server_default='0')
        )
        batch_op.create_unique_constraint(batch_op.f('uq_matter_request_key'), ['request_key'])
        batch_op.create_foreign_key(
            batch_op.f('fk_matter_recorded_by_account'), 'account', ['recorded_by'], ['id']
        )
        batch_op.create_index(
            batch_op.f('ix_matter_state_escalations_due_at'), ['state', 'escalations', 'due_at']
        )


def downgrade() -> None:
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_matter_state_escalations_due_at'))
        batch_op.drop_constraint(batch_op.f('fk_matter_recorded_by_account'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_matter_request_key'), type_='unique')
        batch_op.drop_column('reopenings')
        batch_op.drop_column('recorded_by')
        batch_op.drop_column('request_key')
        batch_op.drop_column('counted_from')
        batch_op.drop_column('place_text')
    with op.batch_alter_table('body', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_body_head_id_account'), type_='foreignkey')
        batch_op.drop_column('head_id')
    with op.batch_alter_table('deadline_class', schema=None) as batch_op:
        batch_op.drop_column('grace_hours')
    op.drop_table('whistle')
