"""An error carries what it is about as data, through every level and between processes."""

import copy
import pickle

import pytest

from cnnviz.common.errors import Allowed, ArgumentError, join_path


def stride_error() -> ArgumentError:
    return ArgumentError(
        "stride[1]",
        "must be between 1 and 8, got 0",
        value=0,
        allowed=Allowed(minimum=1, maximum=8),
        subject="stride",
    )


def test_it_reads_as_one_sentence_and_is_a_value_error():
    assert str(ArgumentError("stride", "must be 1, got 2")) == "stride must be 1, got 2"
    assert str(stride_error()) == "stride must be between 1 and 8, got 0"
    assert isinstance(stride_error(), ValueError)


def test_a_sentence_may_have_no_subject():
    assert str(ArgumentError("file", "no digit found", subject="")) == "no digit found"


def test_one_level_up_the_path_grows_and_the_sentence_stays():
    error = stride_error().within("stages[0]")
    assert error.argument == "stages[0].stride[1]"
    assert str(error) == str(stride_error())
    assert (error.value, error.allowed) == (0, Allowed(minimum=1, maximum=8))


def test_a_level_may_say_where_in_front_of_the_sentence():
    error = stride_error().within("stages[1]", "stage 2: ")
    assert str(error) == "stage 2: stride must be between 1 and 8, got 0"
    assert error.within("request").argument == "request.stages[1].stride[1]"
    whole = ArgumentError("", "this is not JSON").within("", "header: ")
    assert str(whole) == "header: this is not JSON"


@pytest.mark.parametrize(
    ("argument", "subject", "renamed", "sentence"),
    [
        ("size", "size", "pool_size", "pool_size must be 1"),
        ("size[1]", "size", "pool_size[1]", "pool_size must be 1"),
        ("size[1]", "size[1]", "pool_size[1]", "pool_size[1] must be 1"),
        ("size", "the window", "pool_size", "the window must be 1"),
        ("sizes", "sizes", "sizes", "sizes must be 1"),
    ],
)
def test_one_level_up_an_argument_may_have_another_name(argument, subject, renamed, sentence):
    error = ArgumentError(argument, "must be 1", subject=subject).renamed({"size": "pool_size"})
    assert error.argument == renamed
    assert str(error) == sentence


@pytest.mark.parametrize("copied", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])  # noqa: S301 # its own
def test_it_goes_whole_from_one_process_to_another(copied):
    error, other = stride_error(), copied(stride_error())
    assert vars(other) == vars(error)
    assert str(other) == str(error)


def test_paths_are_joined_by_a_dot_or_an_index():
    assert join_path("layers", "[1].maps") == "layers[1].maps"
    assert join_path("layers[1]", "") == "layers[1]"
