"""Paper ballots: batches of sheets, their entries, and who received one

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
import db.base
import sqlmodel


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('sheets', sa.Integer(), nullable=False),
    sa.Column('style', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('needs_two_people', sa.Boolean(), nullable=False),
    sa.Column('made_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_paper_batch_made_by_account')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_paper_batch_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_batch'))
    )

    with op.batch_alter_table('paper_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_batch_round_id'), ['round_id'], unique=False)

    op.create_table('paper_box',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('returned', sa.Integer(), nullable=False),
    sa.Column('counted_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('counted_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['counted_by'], ['account.id'], name=op.f('fk_paper_box_counted_by_account')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_paper_box_round_id_round')),
    sa.PrimaryKeyConstraint('round_id', name=op.f('pk_paper_box'))
    )

    op.create_table('paper_hand_out',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('person_key', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('name_key', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('community_id', sa.Integer(), nullable=True),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('handed_by', sa.Integer(), nullable=False),
    sa.CheckConstraint('(account_id IS NULL) <> (person_key IS NULL)', name=op.f('ck_paper_hand_out_one_person')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_paper_hand_out_account_id_account')),
    sa.ForeignKeyConstraint(['handed_by'], ['account.id'], name=op.f('fk_paper_hand_out_handed_by_account')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_paper_hand_out_community_id_community')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_paper_hand_out_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_hand_out')),
    sa.UniqueConstraint('round_id', 'account_id', name=op.f('uq_paper_hand_out_round_id_account_id')),
    sa.UniqueConstraint('round_id', 'person_key', name=op.f('uq_paper_hand_out_round_id_person_key'))
    )

    with op.batch_alter_table('paper_hand_out', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_hand_out_round_id'), ['round_id'], unique=False)

    op.create_table('paper_sheet',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('serial', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('marks', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('is_spoilt', sa.Boolean(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['paper_batch.id'], name=op.f('fk_paper_sheet_batch_id_paper_batch')),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_paper_sheet_decided_by_account')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_paper_sheet_round_id_round')),
    sa.PrimaryKeyConstraint('round_id', 'serial', name=op.f('pk_paper_sheet')),
    sqlite_with_rowid=False
    )

    with op.batch_alter_table('paper_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_sheet_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_sheet_state'), ['state'], unique=False)

    op.create_table('paper_entry',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('serial', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.Column('is_spoilt', sa.Boolean(), nullable=False),
    sa.Column('entered_by', sa.Integer(), nullable=False),
    sa.CheckConstraint('number IN (1, 2)', name=op.f('ck_paper_entry_number_known')),
    sa.ForeignKeyConstraint(['entered_by'], ['account.id'], name=op.f('fk_paper_entry_entered_by_account')),
    sa.ForeignKeyConstraint(['round_id', 'serial'], ['paper_sheet.round_id', 'paper_sheet.serial'], name=op.f('fk_paper_entry_round_id_serial_paper_sheet')),
    sa.PrimaryKeyConstraint('round_id', 'serial', 'number', name=op.f('pk_paper_entry')),
    sqlite_with_rowid=False
    )

    with op.batch_alter_table('participation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='tablet'))


def downgrade() -> None:
    with op.batch_alter_table('participation', schema=None) as batch_op:
        batch_op.drop_column('channel')

    op.drop_table('paper_entry')
    op.drop_table('paper_sheet')
    op.drop_table('paper_hand_out')
    op.drop_table('paper_box')
    op.drop_table('paper_batch')
