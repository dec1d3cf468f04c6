"""Kernels as text, and numbers in cells: what is read, what is refused, how they are written."""

from typing import Any

import pytest
from playwright.sync_api import Page

FOLDER = "/kernel_editor"
PARSE = f"""async (texts) => {{
  const {{ parseKernel }} = await import('{FOLDER}/kernel_text.js');
  const {{ KernelProblem }} = await import('{FOLDER}/kernel_operations.js');
  return texts.map((text) => {{
    try {{
      return parseKernel(text);
    }} catch (problem) {{
      if (!(problem instanceof KernelProblem)) throw problem;
      return problem.message;
    }}
  }});
}}"""
ONE_TO_FOUR = [[[1, 2], [3, 4]]]
ONE_TO_SIX = [[[1, 2, 3], [4, 5, 6]]]


READ: list[tuple[str, Any]] = [
    ("1\t2\t3\n4\t5\t6", ONE_TO_SIX),
    ("1\t2\t3\r\n4\t5\t6\r\n", ONE_TO_SIX),
    ("1 2 3\n4 5 6", ONE_TO_SIX),
    ("  1   2 3 \n\t\n", [[[1, 2, 3]]]),
    ("1,2,3\n4,5,6", ONE_TO_SIX),
    ("1, 2, 3,\n4, 5, 6", ONE_TO_SIX),
    ("1;2;3\n4;5;6", ONE_TO_SIX),
    ("1 2 3; 4 5 6", ONE_TO_SIX),
    ("1,2,3;4,5,6", ONE_TO_SIX),
    ("[1 2; 3 4]", ONE_TO_FOUR),
    ("[1 2\n3 4]", ONE_TO_FOUR),
    ("[1; 2; 3]", [[[1], [2], [3]]]),
    ("[[1, 2], [3, 4]]", ONE_TO_FOUR),
    ("[\n  [1, 2],\n  [3, 4],\n]", ONE_TO_FOUR),
    ("((1, 2), (3, 4))", ONE_TO_FOUR),
    ("{{1, 2}, {3, 4}}", ONE_TO_FOUR),
    ("array([[1., 2.],\n       [3., 4.]])", ONE_TO_FOUR),
    ("[[1. 2.]\n [3. 4.]]", ONE_TO_FOUR),
    ("tensor([[1., 2.], [3., 4.]], dtype=torch.float64)", ONE_TO_FOUR),
    ("kernel = np.array([[1, 2], [3, 4]], dtype=np.float32)", ONE_TO_FOUR),
    ("np.array([[2, 4], [6, 8]]) / 2", ONE_TO_FOUR),
    ("1/2 * [[2, 4], [6, 8]]", ONE_TO_FOUR),
    ("0,5\t-1\n2\t1e-3", [[[0.5, -1], [2, 0.001]]]),
    ("0,5;0,25\n1;2", [[[0.5, 0.25], [1, 2]]]),
    ("0,5 0,25\n1 2", [[[0.5, 0.25], [1, 2]]]),
    ("1/9 -1/9 2 / 9", [[[1 / 9, -1 / 9, 2 / 9]]]),
    ("−1 .5 +2. 1E2", [[[-1, 0.5, 2, 100]]]),
    ("5", [[[5]]]),
    ("1 2\n\n3 4\n\n5 6", [[[1, 2]], [[3, 4]], [[5, 6]]]),
    ("[[[1, 2]], [[3, 4]], [[5, 6]]]", [[[1, 2]], [[3, 4]], [[5, 6]]]),
    ("1e6 -1000000", [[[1e6, -1e6]]]),
]
REFUSED = [
    ("", "The text is empty: paste rows of numbers."),
    (" \n\t", "The text is empty: paste rows of numbers."),
    ("1 abc\n2 3", "'abc' in row 1 is not a number."),
    ("[[1, 2], [3, x]]", "'x' in row 2 is not a number."),
    ("1\t2\n3\t", "A cell in row 2 is empty."),
    ("\t1\n2\t3", "A cell in row 1 is empty."),
    ("1 2 3\n4 5", "Rows must be equally long: row 1 has 3, row 2 has 2."),
    ("[[1], [2, 3]]", "Rows must be equally long: row 1 has 1, row 2 has 2."),
    (" ".join("1" * 12), "A kernel is at most 11 × 11, got 1 × 12."),
    ("\n".join("1" * 12), "A kernel is at most 11 × 11, got 12 × 1."),
    ("1" * 20001, "A kernel is at most 11 × 11, got a text that long."),
    ("1 nan", "'nan' in row 1 is not a finite number."),
    ("1\n-inf", "'-inf' in row 2 is not a finite number."),
    ("1 1/0", "'1/0' in row 1 divides by zero."),
    ("[[1]] / 0", "The text divides by zero."),
    (
        "1 1000001",
        "'1000001' in row 1 is too large: weights must be between −1,000,000 and 1,000,000.",
    ),
    (
        "[[1e6]] * 2",
        "Weights must be between −1,000,000 and 1,000,000; one would be larger.",
    ),
    ("1 2\n\n3 4", "A kernel has 1 matrix, or 3 for R, G and B, got 2."),
    ("1 2\n\n3\n\n4", "R, G and B must be equally large: 1 × 2 and 1 × 1."),
    ("[[1, 2]", "'[[1, 2]' can't be read: paste rows of numbers, or a list of lists."),
    ("alert(1)", "'alert(1)' can't be read: paste rows of numbers, or a list of lists."),
    (
        "np.load('x')[[1]]",
        "'np.load('x')[[1]]' can't be read: paste rows of numbers, or a list of lists.",
    ),
    ("[[[[1]]]]", "'[[[[1]]]]' can't be read: paste rows of numbers, or a list of lists."),
    ("window.x=1", "'window.x=1' in row 1 is not a number."),
]


def number(page: Page, function: str, *arguments: Any) -> Any:
    return page.evaluate(
        f"async ([name, args]) => (await import('{FOLDER}/cell_number.js'))[name](...args)",
        [function, list(arguments)],
    )


def test_a_matrix_is_read_however_it_is_written(module_page: Page) -> None:
    texts, values = zip(*READ, strict=True)
    read = module_page.evaluate(PARSE, texts)
    assert dict(zip(texts, read, strict=True)) == dict(zip(texts, values, strict=True))


def test_what_is_no_kernel_is_refused_with_one_sentence(module_page: Page) -> None:
    texts, sentences = zip(*REFUSED, strict=True)
    said = module_page.evaluate(PARSE, texts)
    assert dict(zip(texts, said, strict=True)) == dict(zip(texts, sentences, strict=True))


def test_what_is_written_is_read_back_exactly(module_page: Page) -> None:
    values = [[[1 / 9, -0.5, 1e-7], [1 / 273, 0.1 + 0.2, -1e6]]] * 3
    text = module_page.evaluate(
        f"async (v) => (await import('{FOLDER}/kernel_text.js')).formatKernel(v)", values
    )
    assert text.split("\n\n")[0].split("\n")[0] == "1/9\t-0.5\t1e-7"
    assert module_page.evaluate(PARSE, [text]) == [values]


@pytest.mark.parametrize(
    ("text", "one"),
    [("1/9", True), (" 0,5 ", True), ("abc", True), ("1 2", False), ("[1]", False), ("", False)],
)
def test_one_number_is_no_matrix(module_page: Page, text: str, one: bool) -> None:
    found = module_page.evaluate(
        f"async (t) => (await import('{FOLDER}/kernel_text.js')).isOneNumber(t)", text
    )
    assert found is one


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1, "1"),
        (-2, "−2"),
        (1 / 9, "0.11"),
        (-0.5, "−0.50"),
        (0.042, "0.042"),
        (-0.0625, "−0.063"),
        (9.996, "10.0"),
        (12.34, "12.3"),
        (123.4, "123"),
        (1234, "1234"),
        (0.00012, "1e−4"),
        (-1e6, "−1e6"),
    ],
)
def test_a_cell_shows_at_most_six_characters(module_page: Page, value: float, text: str) -> None:
    assert number(module_page, "formatCell", value) == text
    assert len(text) <= 6


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 9, "1/9"),
        (-2 / 273, "-2/273"),
        (0.1, "0.1"),
        (0.0625, "0.0625"),
        (-1, "-1"),
        (0.10000000149011612, "0.1"),  # the float32 nearest to 0.1
        (0.1111111119389534, "1/9"),  # the float32 nearest to 1/9
        (0.12345678912345, "0.12345678912345"),
    ],
)
def test_a_number_is_edited_as_people_write_it(module_page: Page, value: float, text: str) -> None:
    assert number(module_page, "formatExact", value) == text


@pytest.mark.parametrize(
    ("value", "direction", "step", "after"),
    [
        (0, 1, 0.1, 0.1),
        (0.1, 1, 0.1, 0.2),
        (0.2, 1, 0.1, 0.3),
        (0, -1, 0.01, -0.01),
        (1 / 9, 1, 0.1, 0.2),
        (1 / 9, -1, 0.1, 0.1),
        (-0.3, 1, 0.1, -0.2),
        (1e6, 1, 0.1, 1e6),
        (-1e6, -1, 0.1, -1e6),
    ],
)
def test_a_step_leads_to_the_next_multiple_of_it(
    module_page: Page, value: float, direction: int, step: float, after: float
) -> None:
    assert number(module_page, "stepped", value, direction, step) == after
