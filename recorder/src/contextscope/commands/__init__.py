"""The command `contextscope`: its table of subcommands, and one file for each of them."""
