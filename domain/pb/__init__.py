"""Elections as files in the Pabulib `.pb` format (arXiv:2012.06539)."""

from domain.pb.file import PbFile, PbWarning
from domain.pb.reader import read_pb
from domain.pb.writer import pb_of, write_pb

__all__ = ["PbFile", "PbWarning", "pb_of", "read_pb", "write_pb"]
