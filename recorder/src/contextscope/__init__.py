"""Contextscope's recorder: from a language model, or from arrays one already has, to a contextscope/1 file."""

from .errors import ContextscopeError, FormatError
from .notebook.show import show
from .recording.class_means import write_class_means
from .recording.format import Recording
from .recording.storage import read_recording
from .recording.validate import validate_file
from .recording.write import write_recording
from .tasks.graphs import Graph, calendar, from_edge_list, grid, hex_lattice, ring, weekdays
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
