"""`python -m contextscope.news`: the same commands as `contextscope news`."""

from __future__ import annotations

import sys

from ..errors import ContextscopeError
from .cli import app

if __name__ == "__main__":
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except ContextscopeError as error:
        print(f"contextscope news: {error}", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        print(f"contextscope news: {error.format_message()}", file=sys.stderr)
        sys.exit(2)
