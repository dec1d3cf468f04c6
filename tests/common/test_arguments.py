"""Single arguments are checked alike everywhere, and a refusal says what would do."""

import math

import pytest

from cnnviz.common.arguments import (
    check_choice,
    finite_number,
    integer_in_range,
    integer_pair,
    number_in_range,
)
from cnnviz.common.errors import Allowed, ArgumentError


def test_a_number_stands_for_both_axes_and_a_list_is_taken_too():
    assert integer_pair("stride", 8, 1, 8) == (8, 8)
    assert integer_pair("stride", [1, 8], 1, 8) == (1, 8)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (0, "stride must be between 1 and 8, got 0"),
        (9, "stride must be between 1 and 8, got 9"),
        ((1, 9), "stride must be between 1 and 8, got 9"),
        ((0, 1), "stride must be between 1 and 8, got 0"),
        ((1, 2, 3), "stride must be one number or two, got 3"),
        ((1, True), "stride must be a whole number between 1 and 8, got True"),
        (True, "stride must be a whole number between 1 and 8, got True"),
        ("2", "stride must be a whole number between 1 and 8, got '2'"),
        (None, "stride must be a whole number between 1 and 8, got None"),
    ],
)
def test_what_is_no_pair_is_refused(value, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 # the whole sentence is compared
        integer_pair("stride", value, 1, 8)
    assert str(caught.value) == sentence


def test_a_whole_number_may_have_no_largest():
    assert integer_in_range("n", 10**9, 1, None) == 10**9
    with pytest.raises(ValueError, match="n must be at least 1, got 0"):
        integer_in_range("n", 0, 1, None)


def test_a_number_of_two_that_is_out_of_range_is_named_by_its_place():
    with pytest.raises(ArgumentError) as caught:
        integer_pair("stride", (1, 9), 1, 8)
    assert caught.value.argument == "stride[1]"
    assert caught.value.value == 9
    assert caught.value.allowed == Allowed(minimum=1, maximum=8)


@pytest.mark.parametrize("value", [math.nan, -0.1, 1.1, "a", None])
def test_what_is_in_no_range_is_refused_with_the_range(value):
    with pytest.raises(ArgumentError, match=r"fill must be between 0 and 1, got") as caught:
        number_in_range("fill", value, 0, 1)
    assert caught.value.allowed == Allowed(minimum=0, maximum=1)


@pytest.mark.parametrize("value", [math.nan, math.inf, "a", None])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ArgumentError, match="factor must be a finite number, got"):
        finite_number("factor", value)


@pytest.mark.parametrize("value", ["up", None, 3, ["rows"]])
def test_what_is_none_of_the_choices_is_refused_with_all_of_them(value):
    with pytest.raises(ArgumentError, match="axis must be one of rows, columns, got") as caught:
        check_choice("axis", value, ("rows", "columns"))
    assert caught.value.argument == "axis"
    assert caught.value.allowed == Allowed(choices=("rows", "columns"))


def test_a_long_word_is_quoted_short_and_on_one_line():
    with pytest.raises(ArgumentError) as caught:
        check_choice("axis", "x\n" * 500, ("rows", "columns"))
    assert len(str(caught.value)) < 100
    assert "\n" not in str(caught.value)
