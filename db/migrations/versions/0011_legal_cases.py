"""Cases of the legal specialists: one booking a slot, one case a tap, sides who sign on paper

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
INSTANT = db.base.UtcDateTime


def upgrade() -> None:
    op.create_table(
        'paper_party',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=False),
        sa.Column('name', TEXT(), nullable=False),
        sa.Column('signed_at', INSTANT(timezone=True), nullable=True),
        sa.Column('recorded_by', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['case_id'], ['legal_case.id'], name=op.f('fk_paper_party_case_id_legal_case')
        ),
        sa.ForeignKeyConstraint(
            ['recorded_by'], ['account.id'], name=op.f('fk_paper_party_recorded_by_account')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_party')),
        sa.UniqueConstraint('case_id', 'name', name=op.f('uq_paper_party_case_id_name')),
    )
    with op.batch_alter_table('legal_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.add_column(sa.Column('booked_with', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('answered_at', INSTANT(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column('agreement_version', sa.Integer(), nullable=False, server_default='0')
        )
        batch_op.create_unique_constraint(batch_op.f('uq_legal_case_request_key'), ['request_key'])
        batch_op.create_unique_constraint(batch_op.f('uq_legal_case_matter_id'), ['matter_id'])
        batch_op.create_unique_constraint(
            batch_op.f('uq_legal_case_booked_with_booked_for'), ['booked_with', 'booked_for']
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_legal_case_booked_with_account'), 'account', ['booked_with'], ['id']
        )
        batch_op.create_check_constraint(
            batch_op.f('ck_legal_case_satisfaction_range'), 'satisfaction BETWEEN 1 AND 5'
        )
    for table in ('service_record', 'legal_article'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
            batch_op.create_unique_constraint(batch_op.f(f'uq_{table}_request_key'), ['request_key'])


def downgrade() -> None:
    for table in ('legal_article', 'service_record'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f'uq_{table}_request_key'), type_='unique')
            batch_op.drop_column('request_key')
    with op.batch_alter_table('legal_case', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_legal_case_satisfaction_range'), type_='check')
        batch_op.drop_constraint(
            batch_op.f('fk_legal_case_booked_with_account'), type_='foreignkey'
        )
        batch_op.drop_constraint(
            batch_op.f('uq_legal_case_booked_with_booked_for'), type_='unique'
        )
        batch_op.drop_constraint(batch_op.f('uq_legal_case_matter_id'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_legal_case_request_key'), type_='unique')
        batch_op.drop_column('agreement_version')
        batch_op.drop_column('answered_at')
        batch_op.drop_column('booked_with')
        batch_op.drop_column('request_key')
    op.drop_table('paper_party')
