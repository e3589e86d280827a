"""Topics asked for once, a reviewer for each finding, advice on topics, results that were read

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
INSTANT = db.base.UtcDateTime


def upgrade() -> None:
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_topic_request_key'), ['request_key'])
    with op.batch_alter_table('topic_concern', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seen_at', INSTANT(timezone=True), nullable=True))
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reviewer_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_finding_reviewer_id_account'), 'account', ['reviewer_id'], ['id']
        )
        batch_op.create_index(batch_op.f('ix_finding_reviewer_id'), ['reviewer_id'])
    with op.batch_alter_table('advice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('topic_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_advice_request_key'), ['request_key'])
        batch_op.create_foreign_key(
            batch_op.f('fk_advice_topic_id_topic'), 'topic', ['topic_id'], ['id']
        )
        batch_op.create_index(batch_op.f('ix_advice_topic_id'), ['topic_id'])
    with op.batch_alter_table('consultation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f('uq_consultation_request_key'), ['request_key']
        )


def downgrade() -> None:
    with op.batch_alter_table('consultation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_consultation_request_key'), type_='unique')
        batch_op.drop_column('request_key')
    with op.batch_alter_table('advice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_advice_topic_id'))
        batch_op.drop_constraint(batch_op.f('fk_advice_topic_id_topic'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_advice_request_key'), type_='unique')
        batch_op.drop_column('request_key')
        batch_op.drop_column('topic_id')
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_finding_reviewer_id'))
        batch_op.drop_constraint(batch_op.f('fk_finding_reviewer_id_account'), type_='foreignkey')
        batch_op.drop_column('reviewer_id')
    with op.batch_alter_table('topic_concern', schema=None) as batch_op:
        batch_op.drop_column('seen_at')
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_topic_request_key'), type_='unique')
        batch_op.drop_column('request_key')
