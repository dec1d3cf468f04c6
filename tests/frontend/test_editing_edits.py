"""Edits of a network: kept apart from it, told in words, packed for a link, read back warily."""

import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from playwright.sync_api import Page

# A convolution of 2 maps over 2 channels with kernels of 1×2, and a dense layer of 3 units.
BEGIN = """
  const { NO_EDITS, partOf, withPart, withoutPart, switched, isChanged, isOff, isUntouched,
    editsText } = await import('/editing/edits.js');
  const { packEdits, unpackEdits } = await import('/editing/packing.js');
  const tensor = (shape, ...data) => ({ shape, data: Float32Array.from(data) });
  const weights = {
    'conv1.weight': tensor([2, 2, 1, 2], 1, 2, 3, 4, 5, 6, 7, 8),
    'conv1.bias': tensor([2], 0.5, -0.5),
    'dense1.weight': tensor([3, 2], 1, 1, 1, 1, 1, 1),
    'dense1.bias': tensor([3], 0, 1, 2),
  };
  const second = { layer: 'conv1', unit: 1 };
  const unit = { layer: 'dense1', unit: 2 };
  const kernel = (...w) => Float32Array.from(w);
"""


@pytest.fixture
def run(module_page: Page):
    return lambda script: module_page.evaluate("async () => {" + BEGIN + script + "}")


def test_what_is_not_edited_is_the_networks_own(run):
    parts = run("""
      const whole = partOf(NO_EDITS, weights, second);
      return [[...whole.weights], whole.bias, partOf(NO_EDITS, weights, unit)];""")
    assert parts == [[5, 6, 7, 8], -0.5, {"weights": None, "bias": 2}]


def test_an_edit_changes_one_part_and_not_the_network(run):
    told = run("""
      const edits = withPart(NO_EDITS, weights, second, { weights: kernel(0, 6, 7, 8), bias: 1 });
      return [[...partOf(edits, weights, second).weights], isChanged(edits, second),
        isChanged(edits, { layer: 'conv1', unit: 0 }), isUntouched(NO_EDITS), isUntouched(edits),
        [...weights['conv1.weight'].data]];""")
    assert told == [[0, 6, 7, 8], True, False, True, False, [1, 2, 3, 4, 5, 6, 7, 8]]


def test_a_part_set_back_is_no_edit_anymore(run):
    assert run("""
      let edits = withPart(NO_EDITS, weights, second, { weights: kernel(0, 6, 7, 8), bias: -0.5 });
      edits = withPart(edits, weights, unit, { weights: null, bias: 0.1 });
      edits = withPart(edits, weights, second, { weights: kernel(5, 6, 7, 8), bias: -0.5 });
      return isUntouched(withoutPart(edits, unit)) && !isUntouched(edits);""")


def test_a_bias_typed_as_the_network_has_it_rounded_is_no_edit(run):
    assert run("""
      weights['dense1.bias'] = tensor([3], 0, 1, 0.1);
      return isUntouched(withPart(NO_EDITS, weights, unit, { weights: null, bias: 0.1 }));""")


def test_a_map_goes_off_and_on_again(run):
    assert run("""
      const both = switched(switched(NO_EDITS, second), { layer: 'conv1', unit: 0 });
      const one = switched(both, second);
      const none = switched(NO_EDITS, second, false);
      return [both.off, isOff(one, second), one.off, isUntouched(none)];
    """) == [{"conv1": [0, 1]}, False, {"conv1": [0]}, True]


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("", ""),
        ("edits = withPart(edits, weights, unit, { weights: null, bias: 9 });", "1 bias changed"),
        ("edits = switched(edits, second);", "1 map off"),
        (
            """for (const u of [0, 1]) {
              edits = withPart(edits, weights, { layer: 'conv1', unit: u },
                { weights: kernel(0, 0, 0, 0), bias: 0 });
              edits = switched(edits, { layer: 'conv1', unit: u });
            }
            edits = withPart(edits, weights, unit, { weights: null, bias: 9 });""",
            "2 kernels and 1 bias changed, 2 maps off",
        ),
    ],
)
def test_the_edits_in_words(run, script, text):
    assert run(f"let edits = NO_EDITS; {script} return editsText(edits);") == text


def test_the_edited_tensors_are_whole_and_made_anew_only_where_something_changed(run):
    told = run("""
      const { createEditedTensors } = await import('/editing/edits.js');
      const tensorsOf = createEditedTensors(weights);
      let edits = withPart(NO_EDITS, weights, second, { weights: kernel(0, 6, 7, 8), bias: -0.5 });
      const first = tensorsOf(edits);
      edits = withPart(edits, weights, unit, { weights: null, bias: 9 });
      const next = tensorsOf(edits);
      return [Object.keys(first), [...first['conv1.weight'].data], first['conv1.weight'].shape,
        Object.keys(next), [...next['dense1.bias'].data],
        next['conv1.weight'] === first['conv1.weight'], tensorsOf(NO_EDITS)];""")
    assert told == [
        ["conv1.bias", "conv1.weight"],
        [1, 2, 3, 4, 0, 6, 7, 8],
        [2, 2, 1, 2],
        ["conv1.bias", "conv1.weight", "dense1.bias"],
        [0, 1, 9],
        True,
        {},
    ]


def test_a_kernel_becomes_slices_and_comes_back(run):
    assert run("""
      const { toSlices, fromSlices } = await import('/editing/slices.js');
      const slices = toSlices(kernel(1, 2, 3, 4, 5, 6, 7, 8), [9, 2, 2, 2]);
      return [slices, [...fromSlices(slices)]];""") == [
        [[[1, 2], [3, 4]], [[5, 6], [7, 8]]],
        [1, 2, 3, 4, 5, 6, 7, 8],
    ]


def test_packed_edits_hold_what_differs_and_come_back_exactly(run):
    packed, same = run("""
      let edits = withPart(NO_EDITS, weights, second, { weights: kernel(5, 6, 0.1, 8), bias: 0.2 });
      edits = withPart(edits, weights, { layer: 'conv1', unit: 0 },
        { weights: kernel(0, 0, 0, 4), bias: 0.5 });
      edits = switched(withPart(edits, weights, unit, { weights: null, bias: 9 }), second);
      const packed = packEdits(edits, weights);
      const back = unpackEdits(JSON.parse(JSON.stringify(packed)), weights);
      const all = (e) => JSON.stringify(e, (_, v) => v instanceof Float32Array ? [...v] : v);
      return [packed, all(back) === all(edits)];""")
    assert same
    assert packed["parts"]["conv1"]["1"]["at"] == [2]
    assert "at" not in packed["parts"]["conv1"]["0"]
    assert packed["off"] == {"conv1": [1]}


@pytest.mark.parametrize(
    "packed",
    [
        None,
        "edits",
        {"parts": {}},
        {"parts": {"conv9": {"0": {"bias": 0}}}, "off": {}},
        {"parts": {"conv1": {"2": {"bias": 0, "at": [], "to": ""}}}, "off": {}},
        {"parts": {"conv1": {"0": {"bias": 0, "at": [4], "to": "AACAPw=="}}}, "off": {}},
        {"parts": {"conv1": {"0": {"bias": 0, "at": [0], "to": "AACAfw=="}}}, "off": {}},
        {"parts": {"conv1": {"0": {"bias": 0, "to": "AACAPw=="}}}, "off": {}},
        {"parts": {"dense1": {"0": {"bias": 1e7}}}, "off": {}},
        {"parts": {}, "off": {"dense1": [0]}},
        {"parts": {}, "off": {"conv1": [0.5]}},
    ],
)
def test_packed_edits_that_are_none_of_this_network_are_refused(run, packed: Any):
    assert run(f"return unpackEdits({json.dumps(packed)}, weights);") is None


def test_a_link_holds_the_state_in_letters_that_an_address_may_have(run):
    state = {"drawing": {"items": [{"points": [1.5, 2, 0.5] * 200}]}, "text": "ä→7"}
    link, back = run(f"""
      const {{ toHash, fromHash }} = await import('/editing/link.js');
      const link = await toHash({json.dumps(state)});
      return [link, await fromHash(link)];""")
    assert back == state
    assert link.startswith("#digits=")
    assert set(link[8:]).isdisjoint("+/=%")
    assert len(link) < 300


def packed_link(data: bytes) -> str:
    deflate = zlib.compressobj(wbits=-15)
    text = urlsafe_b64encode(deflate.compress(data) + deflate.flush()).decode()
    return f"#digits={text.rstrip('=')}"


def test_a_link_made_elsewhere_is_read(run):
    link = packed_link(b'{"a": 1}')
    state = run(f"return (await import('/editing/link.js')).fromHash('{link}');")
    assert state == {"a": 1}


@pytest.mark.parametrize(
    "link",
    ["", "#filters=abc", "#digits=", "#digits=ab", "#digits=%", packed_link(b"no JSON")],
    ids=["none", "another's", "empty", "cut off", "typing", "no JSON"],
)
def test_a_link_that_holds_no_state_gives_none(run, link: str):
    assert run(f"return (await import('/editing/link.js')).fromHash('{link}');") is None


def test_a_link_that_unfolds_to_too_much_gives_none(run):
    link = packed_link(b'"' + b"0" * (5 * 2**20) + b'"')
    assert run(f"return (await import('/editing/link.js')).fromHash('{link}');") is None
