"""The referee is asked by `make referee` alone: pabutools (GPL-3) is no part of the app."""

from importlib.util import find_spec

if find_spec("pabutools") is None:
    collect_ignore_glob = ["test_*"]
