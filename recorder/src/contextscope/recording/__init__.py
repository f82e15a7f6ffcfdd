"""The contextscope/1 file: its parts, how it is written, read and checked, and how a model's reading becomes one."""
