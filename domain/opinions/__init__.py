"""Opinion groups and common ground from stances: 赞成 / 反对 / 略过 on short statements.

Computed as Polis does, see Small, Bjorkegren, Erkkilä, Shaw, Megill: Polis: Scaling deliberation by
mapping high dimensional opinion spaces, Recerca 26(2), 2021, and compdemocracy.org. Nothing here
knows a text or a person: statements and participants are ids.
"""
