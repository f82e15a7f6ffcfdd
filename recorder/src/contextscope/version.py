"""The recorder's version, written into every recording."""

__version__ = "0.1.0"
