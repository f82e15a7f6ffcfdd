"""The container beneath a recording; test_write.py and test_validate.py read and damage whole ones."""

import numpy as np

from contextscope.recording.safetensors_file import encode


def test_bfloat16_rounds_to_nearest_even():
    values = np.array([1.0, 1 + 2**-8, 1 + 3 * 2**-8, -1 - 2**-7, 3e38], dtype=np.float32)
    back = (encode("BF16", values).astype("<u4") << 16).view("<f4")
    assert back[:4].tolist() == [1.0, 1.0, 1 + 2**-6, -1 - 2**-7] and np.isfinite(back[4])
