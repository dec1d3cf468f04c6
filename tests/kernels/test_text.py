"""Pasted text becomes the matrix a person meant, or one sentence says why not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.kernels.text import parse_kernel

SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


@pytest.mark.parametrize(
    "text",
    [
        "-1\t0\t1\r\n-2\t0\t2\r\n-1\t0\t1\r\n",
        "-1 0 1\n-2 0 2\n-1 0 1",
        "  -1   0  1\n\n  -2 0 2 \n -1 0 1 \n",
        "-1,0,1\n-2,0,2\n-1,0,1",
        "-1, 0, 1,\n-2, 0, 2,\n-1, 0, 1",
        "-1;0;1\n-2;0;2\n-1;0;1",
        "-1 0 1; -2 0 2; -1 0 1",
        "-1 0 1;\n-2 0 2;\n-1 0 1;",
        "-1,0,1; -2,0,2; -1,0,1",
        "[-1 0 1; -2 0 2; -1 0 1]",
        "K = [-1, 0, 1; -2, 0, 2; -1, 0, 1];",
        "[-1 0 1\n -2 0 2\n -1 0 1]",
        "[[-1,0,1],[-2,0,2],[-1,0,1]]",
        "[[-1, 0, 1],\n [-2, 0, 2],\n [-1, 0, 1],\n]",
        "[[-1.  0.  1.]\n [-2.  0.  2.]\n [-1.  0.  1.]]",
        "((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))",
        "{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};",
        "np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])",
        "kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=np.float32)",
        "array([[-1., 0., 1.],\n       [-2., 0., 2.],\n       [-1., 0., 1.]], dtype=float32)",
        "torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=torch.float32)",
        "−1 0 1\n−2 0 2\n−1 0 1",
        "-1e0 0.0 +1\n-20E-1 .0 2.\n-2/2 0/5 3 / 3",
    ],
)
def test_every_way_to_write_sobel_is_read_as_sobel(text):
    kernel = parse_kernel(text)
    assert kernel.tolist() == SOBEL
    assert kernel.dtype == np.float32


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0,5\t1,5\n2\t-2,25", [[0.5, 1.5], [2, -2.25]]),
        ("0,5;1,5\n2;-2,25", [[0.5, 1.5], [2, -2.25]]),
        ("0,5 1,5\n2 -2,25", [[0.5, 1.5], [2, -2.25]]),
        ("1,2", [[1, 2]]),
        ("1,2\n3,4", [[1, 2], [3, 4]]),
        ("1.5,2 3", [[1.5, 2, 3]]),
        ("[1,2 3]", [[1, 2, 3]]),
        ("1,2,3 4", [[1, 2, 3, 4]]),
        ("1\n2", [[1], [2]]),
        ("7", [[7]]),
        ("[7]", [[7]]),
        ("1/9 1/9", [[1 / 9, 1 / 9]]),
        ("-1/4", [[-0.25]]),
        ("1000000 -1e6", [[1e6, -1e6]]),
    ],
)
def test_commas_and_fractions_mean_what_they_must(text, values):
    np.testing.assert_allclose(parse_kernel(text), values, rtol=1e-7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the kernel is empty: it needs at least one number"),
        (" \n\t", "the kernel is empty: it needs at least one number"),
        ("[[]]", "the kernel is empty: it needs at least one number"),
        ("np.array([])", "the kernel is empty: it needs at least one number"),
        (
            "1 2 3 4\n1 2 3",
            "the kernel must have rows of equal length, but row 2 has 3 numbers where row 1 has 4",
        ),
        (
            "[[1], [1, 2]]",
            "the kernel must have rows of equal length, but row 2 has 2 numbers where row 1 has 1",
        ),
        ("1 abc 3", "the kernel must hold numbers, got 'abc' in row 1"),
        ("1 2\n3 x" + "y" * 50, "the kernel must hold numbers, got 'x" + "y" * 19 + "…' in row 2"),
        ("1 2\n3 0x10", "the kernel must hold numbers, got '0x10' in row 2"),
        ("1_000", "the kernel must hold numbers, got '1_000' in row 1"),
        ("٣", "the kernel must hold numbers, got '٣' in row 1"),
        ("1/2/3", "the kernel must hold numbers, got '1/2/3' in row 1"),
        ("1/0", "the kernel must not divide by 0, got '1/0' in row 1"),
        ("1 nan", "the kernel must hold finite numbers, got 'nan' in row 1"),
        ("1 -Inf", "the kernel must hold finite numbers, got '-Inf' in row 1"),
        (
            "1e999",
            "the kernel must hold numbers between −1,000,000 and 1,000,000, got '1e999' in row 1",
        ),
        (
            "1e999/1e999",
            "the kernel must hold numbers between −1,000,000 and 1,000,000, "
            "got '1e999/1e999' in row 1",
        ),
        (
            "1 2\n3 1000001",
            "the kernel must hold numbers between −1,000,000 and 1,000,000, got '1000001' in row 2",
        ),
        ("1 " * 12, "the kernel must be at most 11 × 11, got 1 × 12"),
        ("1\n" * 12, "the kernel must be at most 11 × 11, got 12 × 1"),
        ("1 " * 10_001, "the kernel must have at most 20,000 characters, got 20,002"),
        ("1\t\t3", "the kernel must have a number in every cell, got an empty one in row 1"),
        ("1,,3", "the kernel must have a number in every cell, got an empty one in row 1"),
        ("[[[1]]]", "the kernel must be one matrix, got brackets 3 deep"),
        ("[[1, 2], 3]", "the kernel must have all its numbers in rows, got '3'"),
        ("[[1, 2]", "the kernel's brackets must close as many times as they open, around it"),
        ("1]", "the kernel's brackets must close as many times as they open, around it"),
        ("]1[", "the kernel's brackets must close as many times as they open, around it"),
        ("__import__('os')", None),
        ("[[1]] * 3", None),
    ],
)
def test_what_is_no_kernel_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(ValueError, match=r"^the kernel") as caught:
        parse_kernel(text)
    assert sentence is None or str(caught.value) == sentence
    assert "\n" not in str(caught.value)


@given(st.text(st.sampled_from("0123456789.,;/-+e[](){} \t\nnaif=*xp"), max_size=60))
def test_any_text_gives_a_kernel_or_a_sentence(text):
    try:
        kernel = parse_kernel(text)
    except ValueError as error:
        assert str(error).startswith("the kernel")  # noqa: PT017 # most texts raise, some do not
    else:
        assert kernel.ndim == 2
        assert max(kernel.shape) <= 11
        assert np.isfinite(kernel).all()


@given(
    st.integers(1, 11).flatmap(
        lambda width: st.lists(
            st.lists(st.floats(-1e6, 1e6, width=32), min_size=width, max_size=width),
            min_size=1,
            max_size=11,
        )
    ),
    st.sampled_from(["python", "numpy", "tabs", "spaces", "matlab"]),
)
def test_a_written_kernel_is_read_as_it_was(values, style):
    kernel = np.array(values, np.float32)
    rows = [[repr(float(cell)) for cell in row] for row in kernel]
    text = {
        "python": repr(kernel.tolist()),
        "numpy": repr(kernel),
        "tabs": "\n".join("\t".join(row) for row in rows),
        "spaces": "\n".join(" ".join(row) for row in rows),
        "matlab": "[" + "; ".join(" ".join(row) for row in rows) + "]",
    }[style]
    np.testing.assert_allclose(parse_kernel(text), kernel, rtol=1e-6 if style == "numpy" else 0)
