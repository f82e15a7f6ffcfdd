"""Contextscope's recorder: from a language model, or from arrays one already has, to a contextscope/1 file."""

from .class_means import write_class_means
from .errors import ContextscopeError, FormatError
from .graphs import Graph, calendar, from_edge_list, grid, hex_lattice, ring, weekdays
from .recording import Recording, read_recording, write_recording
from .show import show
from .validate import validate_file
from .version import __version__

__all__ = [
    "ContextscopeError",
    "FormatError",
    "Graph",
    "Recording",
    "__version__",
    "calendar",
    "from_edge_list",
    "grid",
    "hex_lattice",
    "read_recording",
    "ring",
    "show",
    "validate_file",
    "weekdays",
    "write_class_means",
    "write_recording",
]
