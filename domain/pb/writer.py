"""Writing a `.pb` file: what is read again is equal to what was written."""

from domain.pb.file import PbFile


def write_pb(file: PbFile) -> bytes:
    raise NotImplementedError
