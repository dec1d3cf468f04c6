"""Frames as the browser reads and writes them, against Python's safetensors and numpy."""

import base64

import numpy as np
import pytest
import safetensors.numpy
from playwright.sync_api import Error, Page

from cnnviz.live.wire.frames import read_frame, write_frame

READ = """async (text) => {
  const { readFrame } = await import('/live/frame.js');
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const { message, tensors } = readFrame(bytes.buffer);
  return { message, tensors: Object.fromEntries(Object.entries(tensors).map(
    ([name, { dtype, shape, data }]) =>
      [name, { dtype, shape, data: [...data], kind: data.constructor.name }])) };
}"""
WRITE = """async ([message, tensors]) => {
  const { writeFrame } = await import('/live/frame.js');
  for (const tensor of Object.values(tensors)) tensor.data = Uint8Array.from(tensor.data);
  return [...new Uint8Array(writeFrame(message, tensors))];
}"""


def read_in_browser(page: Page, data: bytes) -> dict:
    return page.evaluate(READ, base64.b64encode(data).decode())


def test_the_browser_reads_what_python_writes(module_page: Page):
    tensors = {
        "pixels": np.arange(15, dtype=np.uint8).reshape(3, 5),  # 15 bytes: what follows is crooked
        "maps": np.array([[0.5, -2.0, 65504.0]], np.float16),
        "scores": np.array([1e-20, -3.25], np.float32),
        "one": np.float32(7).reshape(()),
        "none": np.zeros((0, 4), np.uint8),
    }
    frame = read_in_browser(module_page, write_frame({"type": "reading", "é": "×"}, tensors))
    assert frame["message"] == {"type": "reading", "é": "×"}
    assert set(frame["tensors"]) == set(tensors)
    for name, array in tensors.items():
        assert frame["tensors"][name]["shape"] == list(array.shape)
        assert frame["tensors"][name]["data"] == array.ravel().tolist()
    kinds = {name: tensor["kind"] for name, tensor in frame["tensors"].items()}
    assert kinds["pixels"] == "Uint8Array"
    assert kinds["maps"] == kinds["scores"] == "Float32Array"
    assert frame["tensors"]["maps"]["dtype"] == "F16"


def test_tensors_at_crooked_places_are_read(module_page: Page):
    header = (
        b'{"__metadata__":{"message":"{}"},"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},'
        b'"f":{"dtype":"F32","shape":[1],"data_offsets":[1,5]},'
        b'"h":{"dtype":"F16","shape":[1],"data_offsets":[5,7]}}'
    )
    body = b"\x09" + np.float32(1.5).tobytes() + np.float16(-4).tobytes()
    data = len(header).to_bytes(8, "little") + header + body
    tensors = read_in_browser(module_page, data)["tensors"]
    assert [tensors[name]["data"] for name in "bfh"] == [[9], [1.5], [-4]]


def test_every_float16_there_is_comes_out_as_numpy_says(module_page: Page):
    values = module_page.evaluate(
        """async () => {
          const { halvesToFloats } = await import('/live/frame.js');
          return [...halvesToFloats(Uint16Array.from({ length: 65536 }, (_, i) => i))].map(String);
        }"""
    )
    expected = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float64)
    np.testing.assert_array_equal(np.array(values, np.float64), expected)


def test_python_reads_what_the_browser_writes(module_page: Page):
    drawing = np.arange(35, dtype=np.uint8).reshape(5, 7)
    tensors = {"drawing": {"shape": [5, 7], "data": drawing.ravel().tolist()}}
    data = bytes(module_page.evaluate(WRITE, [{"type": "read", "name": "“9”"}, tensors]))
    frame = read_frame(data)
    assert frame.message.decode() == '{"type":"read","name":"“9”"}'
    np.testing.assert_array_equal(frame.tensors["drawing"], drawing)
    np.testing.assert_array_equal(safetensors.numpy.load(data)["drawing"], drawing)


@pytest.mark.parametrize("length", range(1, 9))
def test_headers_of_every_length_end_on_a_multiple_of_8(module_page: Page, length: int):
    data = bytes(module_page.evaluate(WRITE, [{"a": "x" * length}, {}]))
    assert len(data) % 8 == 0
    assert read_frame(data).message.decode() == f'{{"a":"{"x" * length}"}}'


def test_floats_are_written_beside_bytes(module_page: Page):
    data = module_page.evaluate(
        """async () => {
          const { writeFrame } = await import('/live/frame.js');
          const whole = new Uint8ClampedArray([9, 1, 2, 3, 9]);
          return [...new Uint8Array(writeFrame({}, {
            a: { shape: [3], data: whole.subarray(1, 4) },
            k: { shape: [2], data: Float32Array.of(0.25, -1) },
          }))];
        }"""
    )
    tensors = read_frame(bytes(data)).tensors
    assert tensors["a"].tolist() == [1, 2, 3]
    assert tensors["k"].tolist() == [0.25, -1]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"1234567", "a frame must have at least 8 bytes, got 7"),
        (b"\xff" * 16, "the header has"),
        (write_frame({}, {"a": np.ones(3, np.float32)})[:-1], "a of shape 3 does not fill its"),
        (
            write_frame({}, {"a": np.ones(3, np.uint8)}).replace(b'"U8"', b'"X8"'),
            "a has the unknown dtype X8",
        ),
    ],
)
def test_what_is_no_frame_is_not_read(module_page: Page, data: bytes, sentence: str):
    with pytest.raises(Error, match=sentence):
        read_in_browser(module_page, data)
