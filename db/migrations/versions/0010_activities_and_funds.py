"""Activities of wider places, one record a tap, and who took a record back

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
INSTANT = db.base.UtcDateTime


def upgrade() -> None:
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.alter_column('community_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('subdistrict_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.add_column(sa.Column('voided_at', INSTANT(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('voided_by', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('void_reason', TEXT(), nullable=False, server_default='')
        )
        batch_op.create_unique_constraint(batch_op.f('uq_activity_request_key'), ['request_key'])
        batch_op.create_foreign_key(
            batch_op.f('fk_activity_subdistrict_id_subdistrict'),
            'subdistrict',
            ['subdistrict_id'],
            ['id'],
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_activity_voided_by_account'), 'account', ['voided_by'], ['id']
        )
    with op.batch_alter_table('pledge', schema=None) as batch_op:
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_by', sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_pledge_request_key'), ['request_key'])
        batch_op.create_foreign_key(
            batch_op.f('fk_pledge_withdrawn_by_account'), 'account', ['withdrawn_by'], ['id']
        )
    with op.batch_alter_table('pledge_receipt', schema=None) as batch_op:
        batch_op.add_column(sa.Column('request_key', TEXT(), nullable=True))
        batch_op.add_column(sa.Column('voided_by', sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f('uq_pledge_receipt_request_key'), ['request_key']
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_pledge_receipt_voided_by_account'), 'account', ['voided_by'], ['id']
        )


def downgrade() -> None:
    with op.batch_alter_table('pledge_receipt', schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f('fk_pledge_receipt_voided_by_account'), type_='foreignkey'
        )
        batch_op.drop_constraint(batch_op.f('uq_pledge_receipt_request_key'), type_='unique')
        batch_op.drop_column('voided_by')
        batch_op.drop_column('request_key')
    with op.batch_alter_table('pledge', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_pledge_withdrawn_by_account'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_pledge_request_key'), type_='unique')
        batch_op.drop_column('withdrawn_by')
        batch_op.drop_column('request_key')
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_activity_voided_by_account'), type_='foreignkey')
        batch_op.drop_constraint(
            batch_op.f('fk_activity_subdistrict_id_subdistrict'), type_='foreignkey'
        )
        batch_op.drop_constraint(batch_op.f('uq_activity_request_key'), type_='unique')
        batch_op.drop_column('void_reason')
        batch_op.drop_column('voided_by')
        batch_op.drop_column('voided_at')
        batch_op.drop_column('request_key')
        batch_op.drop_column('subdistrict_id')
        batch_op.alter_column('community_id', existing_type=sa.Integer(), nullable=False)
