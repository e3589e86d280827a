"""The demonstration: a fictional district with rounds in every phase, marked 演示数据."""

from db.seed.demonstration import is_seeded, seed_demonstration

__all__ = ["is_seeded", "seed_demonstration"]
