"""MNIST is read from its own files, and only from those."""

import gzip

import numpy as np
import pytest

from cnnviz.common.assets import ASSETS
from cnnviz.images.datasets import load_mnist, parse_idx, read_idx

SIX_BYTES = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3]) + bytes(range(6))


def test_an_idx_file_is_an_array_row_by_row():
    np.testing.assert_array_equal(parse_idx(SIX_BYTES), [[0, 1, 2], [3, 4, 5]])


def test_an_idx_file_may_be_gzipped_or_plain(tmp_path):
    (tmp_path / "plain").write_bytes(SIX_BYTES)
    (tmp_path / "zipped.gz").write_bytes(gzip.compress(SIX_BYTES))
    np.testing.assert_array_equal(
        read_idx(tmp_path / "plain"), read_idx(tmp_path / "zipped.gz"), strict=True
    )


def test_what_was_read_may_be_written_to():
    parse_idx(SIX_BYTES)[0, 0] = 9


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", r"magic number must be 0x00000801 to 0x00000803, got 0x$"),
        (b"\x89PNG\r\n", "magic number must be .* got 0x89504e47"),
        (bytes([0, 0, 13, 1, 0, 0, 0, 0]), "magic number must be .* got 0x00000d01"),
        (bytes([0, 0, 8, 4]) + bytes(16), "magic number must be .* got 0x00000804"),
        (bytes([0, 0, 8, 0]), "magic number must be .* got 0x00000800"),
        (SIX_BYTES[:9], "header must be 12 bytes, got 9"),
        (SIX_BYTES[:-1], "2 × 3 needs 6 bytes, got 5"),
        (SIX_BYTES + b"x", "2 × 3 needs 6 bytes, got 7"),
    ],
)
def test_a_wrong_idx_file_is_refused(data, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_idx(data, "digits.idx")


def test_a_refusal_names_the_file(tmp_path):
    (tmp_path / "broken.gz").write_bytes(gzip.compress(SIX_BYTES)[:-9])
    with pytest.raises(ValueError, match=r"broken\.gz: not a whole gzip file"):
        read_idx(tmp_path / "broken.gz")


@pytest.mark.parametrize(("part", "count"), [("train", 60_000), ("test", 10_000)])
def test_mnist_has_its_published_sizes(part, count):
    images, labels = load_mnist(part)
    assert (images.shape, images.dtype) == ((count, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((count,), np.int64)
    assert set(labels) == set(range(10))


def test_the_first_test_digit_is_a_seven():
    assert load_mnist("test")[1][0] == 7


def test_only_the_published_bytes_are_mnist(tmp_path):
    for path in (ASSETS / "mnist").glob("t10k*.gz"):
        data = bytearray(gzip.decompress(path.read_bytes()))
        data[-1] ^= 1
        (tmp_path / path.name).write_bytes(gzip.compress(bytes(data), 1))
    with pytest.raises(ValueError, match="t10k-images-idx3-ubyte: the SHA-256 must be 0fa7898d"):
        load_mnist("test", tmp_path)


def test_mnist_has_two_parts():
    with pytest.raises(ValueError, match="part must be one of train, test, got 'validation'"):
        load_mnist("validation")
