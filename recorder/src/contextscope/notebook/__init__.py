"""The explorer in a notebook cell, served by the kernel to its own computer."""
