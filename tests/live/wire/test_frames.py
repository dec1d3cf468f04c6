import json

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.live.wire import frames
from cnnviz.live.wire.frames import read_frame, to_float16, write_frame


def raw_frame(header: object, body: bytes = b"", header_bytes: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    length = len(text) if header_bytes is None else header_bytes
    return length.to_bytes(8, "little") + text + body


def with_tensor(body: bytes = b"\0" * 6, name: str = "a", **fields: object) -> bytes:
    tensor = {"dtype": "U8", "shape": [2, 3], "data_offsets": [0, 6]} | fields
    return raw_frame({"__metadata__": {"message": "{}"}, name: tensor}, body)


def refusal(data: bytes) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is looked at
        read_frame(data)
    return str(caught.value)


ARRAYS = hnp.arrays(
    st.sampled_from([np.uint8, np.float16, np.float32]),
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5),
)


@given(ARRAYS, st.text(max_size=20))
def test_what_is_written_is_read_again(array: np.ndarray, text: str):
    frame = read_frame(write_frame({"text": text}, {"tensor": array}))
    assert json.loads(frame.message) == {"text": text}
    assert frame.tensors["tensor"].dtype == array.dtype
    assert frame.tensors["tensor"].shape == array.shape
    np.testing.assert_array_equal(frame.tensors["tensor"], array)


@given(st.dictionaries(st.sampled_from("abcdef"), ARRAYS))
def test_the_safetensors_library_reads_our_frames(tensors: dict[str, np.ndarray]):
    data = write_frame({"id": 1}, tensors)
    read = safetensors.numpy.load(data)
    assert set(read) == set(tensors)
    for name, array in tensors.items():
        assert read[name].dtype == array.dtype
        np.testing.assert_array_equal(read[name], array)


@given(st.dictionaries(st.sampled_from("abcdef"), ARRAYS), st.text(max_size=9))
def test_every_tensor_starts_at_a_multiple_of_its_items_size(
    tensors: dict[str, np.ndarray], text: str
):
    data = write_frame({"text": text}, tensors)
    header_bytes = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + header_bytes])
    for name, array in tensors.items():
        assert (8 + header_bytes + header[name]["data_offsets"][0]) % array.itemsize == 0


def test_slices_keep_their_values():
    array = np.arange(24, dtype=np.uint8).reshape(4, 6)
    frame = read_frame(write_frame({}, {"a": array[::2, ::-1], "b": array.T}))
    np.testing.assert_array_equal(frame.tensors["a"], array[::2, ::-1])
    np.testing.assert_array_equal(frame.tensors["b"], array.T)


def test_other_dtypes_are_not_written():
    with pytest.raises(ValueError, match="tensor a must be uint8, float16 or float32, got int64"):
        write_frame({}, {"a": np.zeros(3, np.int64)})


def test_float16_clips_what_it_cannot_hold():
    halves = to_float16(np.array([-1e9, 0.25, 7e4], np.float32), (-1e9, 7e4))
    assert halves.dtype == np.float16
    assert halves.tolist() == [-65504.0, 0.25, 65504.0]


@given(hnp.arrays(np.float32, 20, elements=st.floats(-65504, 65504, width=32)))
@example(np.float32([6e-8, 3e-8, 1e-9, 1.00048828125, 1.00146484375, 65503.9, -0.0] * 2))
def test_float16_rounds_as_numpy_does(array: np.ndarray):
    halves = to_float16(array, (float(array.min()), float(array.max())))
    np.testing.assert_array_equal(halves, array.astype(np.float16))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a message must be at least 8 bytes, got 0"),
        (b"hello", "a message must be at least 8 bytes, got 5"),
        (b"\xff" * 40, "the header's length must be at most 32 bytes, got 18446744073709551615"),
        (raw_frame({}, header_bytes=9), "the header's length must be at most 2 bytes, got 9"),
        (
            raw_frame(b" " * 300_000),
            "the header's length must be at most 262144 bytes, got 300000",
        ),
        (raw_frame(b"garbage!"), "the message's header: this is not JSON"),
        (raw_frame([]), "the message's header: the JSON must be an object, got []"),
        (raw_frame({}), "the message's header: __metadata__ is missing"),
        (raw_frame({"__metadata__": {}}), "the message's __metadata__: message is missing"),
        (with_tensor(dtype="F64"), "tensor a: dtype must be one of 'F16', 'F32', 'U8', got 'F64'"),
        (with_tensor(shape=[1] * 5), "tensor a: shape must be a list of at most 4 items"),
        (with_tensor(shape=[-2, -3]), "tensor a: shape[0] must be between 0 and"),
        (with_tensor(shape=[2**62, 2**62]), "tensor a: shape[0] must be between 0 and"),
        (with_tensor(shape=[2, 4]), "tensor a: shape [2, 4] of U8 takes 8 bytes, got 6"),
        (with_tensor(b"\0" * 5), "tensor a: data_offsets must rise within 5 bytes, got [0, 6]"),
        (with_tensor(data_offsets=[6, 0]), "tensor a: data_offsets must rise within 6 bytes"),
        (
            with_tensor(name="n" * 65),
            "a tensor's name must be a word, or words with dots between, of at most",
        ),
        (
            with_tensor(name="a\nb"),
            "a tensor's name must be a word, or words with dots between, of at most",
        ),
        (with_tensor(extra=1), "tensor a: extra is not a known field"),
    ],
)
def test_a_bad_frame_is_refused_with_a_sentence(data: bytes, sentence: str):
    assert refusal(data).startswith(sentence)


def test_too_many_tensors_are_refused():
    header: dict[str, object] = {"__metadata__": {"message": "{}"}}
    for index in range(66):
        header[f"t{index}"] = {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]}
    assert refusal(raw_frame(header)) == "a message must carry at most 65 tensors, got 66"


def test_too_many_bytes_are_refused_before_they_are_looked_at():
    sentence = refusal(bytes(frames.MAX_MESSAGE_BYTES + 1))
    assert sentence.startswith(f"a message must be at most {frames.MAX_MESSAGE_BYTES} bytes")


@given(st.binary(max_size=200))
@example(raw_frame(b"[" * 10_000))
def test_garbage_is_always_answered_with_a_sentence(data: bytes):
    assert "\n" not in refusal(data)


@given(st.data())
def test_half_a_frame_is_refused(data: st.DataObject):
    whole = write_frame({"id": 1}, {"a": np.ones((3, 3), np.float32)})
    refusal(whole[: data.draw(st.integers(0, len(whole) - 1))])
