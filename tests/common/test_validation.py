from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from cnnviz.common.errors import ANYTHING, Allowed, ArgumentError
from cnnviz.common.shown_values import show_value
from cnnviz.common.validation import decode


class Convolution(Struct, tag="convolution", tag_field="kind", forbid_unknown_fields=True):
    maps: Annotated[int, Meta(ge=1, le=512)]
    kernel_size: tuple[Annotated[int, Meta(ge=1, le=31)], Annotated[int, Meta(ge=1, le=31)]] = (
        3,
        3,
    )


class Dense(Struct, tag="dense", tag_field="kind", forbid_unknown_fields=True):
    units: Annotated[int, Meta(ge=1)]


class Document(Struct, forbid_unknown_fields=True):
    layers: Annotated[list[Convolution | Dense], Meta(max_length=3)] = []
    name: Annotated[str, Meta(min_length=1, max_length=5)] = "a"
    code: Annotated[str, Meta(pattern="^[a-z]+$", description="lower-case letters")] = "a"
    padding: Literal["same", "valid"] = "same"
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    shown: bool = True
    box: Annotated[list[int], Meta(min_length=4, max_length=4)] | None = None
    notes: dict[Annotated[str, Meta(max_length=3)], int] = {}
    rest: Any = None


def outcome(text: str | bytes, where: str = "") -> str:
    try:
        decode(text, Document, where)
    except ValueError as error:
        return str(error)
    return ""


def refusal(text: str | bytes, where: str = "") -> str:
    sentence = outcome(text, where)
    assert sentence, "decoded without complaint"
    return sentence


def layer(text: str) -> str:
    return refusal('{"layers": [{"kind": "dense", "units": 1}, ' + text + "]}")


def test_a_good_document_is_decoded():
    document = decode(b'{"layers": [{"kind": "dense", "units": 10}], "share": 1}', Document)
    assert document.layers == [Dense(10)]
    assert document.share == 1.0


def test_a_number_out_of_range_is_named_with_its_whole_range():
    assert layer('{"kind": "convolution", "maps": 0}') == (
        "layers[1].maps must be between 1 and 512, got 0"
    )
    assert layer('{"kind": "convolution", "maps": 513}').endswith("between 1 and 512, got 513")
    assert refusal('{"share": 1.5}') == "share must be between 0 and 1, got 1.5"


def test_a_range_with_one_end_is_said_as_such():
    assert layer('{"kind": "dense", "units": -2}') == "layers[1].units must be at least 1, got -2"


def test_a_wrong_type_is_told_what_would_be_right():
    assert layer('{"kind": "convolution", "maps": "many"}') == (
        "layers[1].maps must be a whole number between 1 and 512, got 'many'"
    )
    assert layer('{"kind": "dense", "units": 1.5}').endswith(
        "must be a whole number at least 1, got 1.5"
    )
    assert refusal('{"shown": 1}') == "shown must be true or false, got 1"
    assert refusal('{"layers": 3}') == "layers must be a list of at most 3 items, got 3"
    assert refusal('{"layers": [4]}') == "layers[0] must be an object, got 4"
    assert refusal("[]") == "the JSON must be an object, got []"


def test_an_unknown_kind_is_answered_with_the_known_ones():
    sentence = layer('{"kind": "lstm"}')
    assert sentence == "layers[1].kind must be one of 'convolution', 'dense', got 'lstm'"
    assert refusal('{"padding": "full"}') == "padding must be one of 'same', 'valid', got 'full'"


def test_a_missing_field_is_named():
    assert layer('{"kind": "convolution"}') == (
        "layers[1].maps is missing, it must be a whole number between 1 and 512"
    )
    assert layer("{}") == "layers[1].kind is missing, it must be one of 'convolution', 'dense'"


def test_an_unknown_field_is_answered_with_the_known_ones():
    assert layer('{"kind": "dense", "units": 1, "unit": 2}') == (
        "layers[1].unit is not a known field, known are kind, units"
    )


def test_the_place_within_a_tuple_is_named():
    sentence = layer('{"kind": "convolution", "maps": 1, "kernel_size": [3, 99]}')
    assert sentence == "layers[1].kernel_size[1] must be between 1 and 31, got 99"
    sentence = layer('{"kind": "convolution", "maps": 1, "kernel_size": [3]}')
    assert sentence == "layers[1].kernel_size must be a list of 2 items, got [3]"


def test_text_has_a_length_or_a_description():
    assert refusal('{"name": ""}') == "name must be text of 1 to 5 characters, got ''"
    assert refusal('{"code": "A"}') == "code must be lower-case letters, got 'A'"


def test_optional_fields_say_that_null_is_allowed():
    assert refusal('{"box": [1]}') == "box must be a list of 4 items or null, got [1]"


def test_names_in_an_object_are_checked():
    assert refusal('{"notes": {"long": 1}}') == (
        "the names in notes must be text of at most 3 characters"
    )
    assert refusal('{"notes": {"a": "b"}}') == "notes[...] must be a whole number"


@pytest.mark.parametrize("text", ["", "{", "nonsense", '{"share": NaN}', '{"rest": "\ud800"}'])
def test_what_is_not_json_is_said_not_to_be(text: str):
    assert refusal(text).startswith("this is not JSON")


def test_bottomless_nesting_is_refused():
    deep = "[" * 100_000
    assert refusal('{"rest": ' + deep) == "the JSON is nested too deeply"
    assert refusal('{"shown": 1, "rest": ' + deep) == "the JSON is nested too deeply"


def test_the_sentence_starts_with_where_the_text_came_from():
    assert refusal('{"shown": 1}', "header").startswith("header: shown must be")


def test_long_values_are_shortened():
    assert len(refusal('{"name": "' + "x" * 5000 + '"}')) < 120
    assert show_value(list(range(9))) == "a list of 9 items"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["layers", "kind", "maps", "units", "name", "box", "notes", "x"]),
                inner,
            )
        ),
    )
)
def test_any_json_is_either_a_document_or_one_short_sentence(value: object):
    sentence = outcome(msgspec.json.encode(value))
    assert len(sentence) < 400
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("text", "argument", "value", "allowed"),
    [
        ('{"share": 1.5}', "share", 1.5, Allowed(minimum=0, maximum=1)),
        ('{"padding": "full"}', "padding", "full", Allowed(choices=("same", "valid"))),
        ('{"layers": [{"kind": "dense"}]}', "layers[0].units", None, Allowed(minimum=1)),
        (
            '{"layers": [{"kind": "dense", "units": 1, "unit": 2}]}',
            "layers[0].unit",
            None,
            ANYTHING,
        ),
        ('{"notes": {"a": "b"}}', "notes[...]", None, ANYTHING),
        ("[]", "", [], ANYTHING),
        ("{", "", None, ANYTHING),
    ],
)
def test_the_field_to_blame_is_told_as_data(text, argument, value, allowed):
    with pytest.raises(ArgumentError) as caught:
        decode(text, Document, "header")
    error = caught.value
    assert (error.argument, error.value, error.allowed) == (argument, value, allowed)
