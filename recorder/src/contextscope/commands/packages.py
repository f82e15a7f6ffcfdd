"""`contextscope packages`: the packaged models, and what the cache holds of them."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from ..models.cache import cache_directory, size_text
from ..models.conversion import Conversion, kept_conversions
from ..models.packages import PACKAGED_MODELS, cached_file

app = typer.Typer(add_completion=False)


@app.command()
def packages() -> None:
    """List the models --package knows, and the fetched and converted models in the cache with their sizes."""
    conversions = kept_conversions()
    fetched = {name: cached_file(packaged) for name, packaged in PACKAGED_MODELS.items()}
    total = sum(conversion.bytes for conversion in conversions)
    for name, packaged in PACKAGED_MODELS.items():
        typer.echo(f"{name:<26}{packaged.model_id} {packaged.weights} ({packaged.licence})")
        file = fetched[name]
        if file.is_file():
            total += file.stat().st_size
            typer.echo(f"{'':<26}fetched: {size_text(file.stat().st_size)}")
        _list(conversion for conversion in conversions if conversion.sha256 == packaged.sha256)
    known = {packaged.sha256 for packaged in PACKAGED_MODELS.values()}
    for other in (conversion for conversion in conversions if conversion.sha256 not in known):
        typer.echo(f"{other.gguf:<26}{other.quantization}, a file given with --gguf")
        _list([other])
    typer.echo(f"together {size_text(total)} in {cache_directory()} (CONTEXTSCOPE_CACHE names another folder)")


def _list(conversions: Iterable[Conversion]) -> None:
    for conversion in conversions:
        typer.echo(
            f"{'':<26}converted: {size_text(conversion.bytes)}, {conversion.dtype} "
            f"(transformers {conversion.transformers}), {conversion.folder.relative_to(cache_directory())}"
        )
