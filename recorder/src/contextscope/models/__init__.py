"""Causal language models: which one is meant, where its weights come from, and how they are loaded.

torch and transformers are imported when a model is loaded or converted, not before.
"""

from .cache import cache_directory
from .conversion import (
    Conversion,
    converted_gguf,
    converted_package,
    find_conversion,
    kept_conversions,
    read_conversion,
)
from .loading import LoadedModel, load_gguf, load_hub, load_package
from .packages import PACKAGED_MODELS, PackagedModel, model_file, packaged_model

__all__ = [
    "PACKAGED_MODELS",
    "Conversion",
    "LoadedModel",
    "PackagedModel",
    "cache_directory",
    "converted_gguf",
    "converted_package",
    "find_conversion",
    "kept_conversions",
    "load_gguf",
    "load_hub",
    "load_package",
    "model_file",
    "packaged_model",
    "read_conversion",
]
