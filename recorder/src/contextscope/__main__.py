"""`python -m contextscope`: the command `contextscope`."""

from .commands.main import main

if __name__ == "__main__":
    main()
