"""How numbers are written on the screen."""

import pytest
from playwright.sync_api import Page


def written(page: Page, function: str, value: object) -> str:
    return page.evaluate(
        "async ([name, value]) => (await import('/ui/numbers.js'))[name](value)", [function, value]
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.6, "0.60"),
        (-0.42, "−0.42"),
        (1, "1.00"),
        (9.994, "9.99"),
        (9.996, "10.0"),
        (12.34, "12.3"),
        (99.96, "100"),
        (123.4, "123"),
        (-1234.5, "−1\u202f235"),
        (0.0996, "0.10"),
        (0.042, "0.042"),
        (0.0042, "0.0042"),
        (0.000042, "4.2×10⁻⁵"),
        (-1e-12, "−1.0×10⁻¹²"),
    ],
)
def test_two_or_three_significant_digits_are_kept(
    module_page: Page, value: float, text: str
) -> None:
    assert written(module_page, "formatNumber", value) == text


def test_minus_zero_has_no_sign(module_page: Page) -> None:
    text = module_page.evaluate("async () => (await import('/ui/numbers.js')).formatNumber(-0)")
    assert text == "0"


def test_what_is_no_number_says_so(module_page: Page) -> None:
    texts = module_page.evaluate(
        "async () => [NaN, Infinity, -Infinity].map((await import('/ui/numbers.js')).formatNumber)"
    )
    assert texts == ["not a number", "∞", "−∞"]


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0, "0.0\u202f%"),
        (0.0004, "<0.1\u202f%"),
        (0.5, "50.0\u202f%"),
        (0.973, "97.3\u202f%"),
        (0.9996, ">99.9\u202f%"),
        (1, "100.0\u202f%"),
    ],
)
def test_percent_is_certain_only_when_it_is(
    module_page: Page, probability: float, text: str
) -> None:
    assert written(module_page, "formatPercent", probability) == text


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0, "0%"),
        (0.004, "<1%"),
        (0.034, "3%"),
        (0.973, "97%"),
        (0.994, "99%"),
        (0.997, ">99%"),
        (1, "100%"),
    ],
)
def test_whole_percent_is_certain_only_when_it_is(
    module_page: Page, probability: float, text: str
) -> None:
    assert written(module_page, "formatWholePercent", probability) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(7, "7"), (312, "312"), (41306, "41\u202f306"), (22579200, "22\u202f579\u202f200")],
)
def test_thousands_stand_apart(module_page: Page, count: int, text: str) -> None:
    assert written(module_page, "formatCount", count) == text


def test_a_shape_reads_maps_by_rows_by_columns(module_page: Page) -> None:
    assert written(module_page, "formatShape", [12, 24, 24]) == "12 × 24 × 24"
