"""What heatmaps mean, in words with their numbers, and how their colors come about."""

from typing import Any

import pytest
from playwright.sync_api import Page

PHOTO = {"probability": 0.56, "score": 5.83, "baseline_score": 0.5}
VALUES = [-0.1, 0.0, 0.2, 0.41]
DIFFERS = (
    "It differs from the one with random weights (similarity {}): so it must, to explain anything."
)


def heat(method: str, values: list[float] = VALUES, **change: Any) -> dict[str, Any]:
    """Return a heatmap of two rows as the front end keeps it."""
    return {"message": {"method": method, **PHOTO, **change}, "rows": 2, "across": 2,
            "data": values}  # fmt: skip


def call(page: Page, module: str, function: str, *arguments: Any) -> Any:
    return page.evaluate(
        """async ([module, name, given]) =>
             (await import(`/heatmap/${module}.js`))[name](...given)""",
        [module, function, list(arguments)],
    )


@pytest.mark.parametrize(
    ("method", "text"),
    [
        (
            "grad_cam",
            "Where the network’s last maps speak for “tabby cat”. The strongest place is 1 by "
            "construction: it says where, not how much, and is as coarse as those maps.",
        ),
        (
            "occlusion",
            "What “tabby cat” loses (blue) or gains (orange) of its 56.0\u202f% with a grey patch "
            "over a pixel, the mean of all patches over it: at most 41.0 points lost, 10.0 points "
            "gained. What is only seen with two places covered at once it doesn’t show.",
        ),
        (
            "input_gradient",
            "How fast the score of “tabby cat” changes with each pixel’s steepest color, up or "
            "down: at most by 0.41 for a full step. It says what a small change would do, not "
            "what the pixel adds now.",
        ),
        (
            "integrated_gradients",
            "What each pixel adds (blue) to the score of “tabby cat” or takes off (orange) on the "
            "way from black to this photo. Exactly, all pixels would add up to the score’s rise "
            "from black, 5.33; these add up to 0.51: the difference is the error of so few steps. "
            "One alone adds at most 0.41 or takes off 0.10. A black pixel gets 0 by construction.",
        ),
    ],
)
def test_each_method_says_what_its_numbers_are(module_page: Page, method: str, text: str) -> None:
    assert call(module_page, "words", "meaningText", heat(method), "tabby cat", "photo") == text


def test_maps_that_speak_for_a_class_nowhere_are_said_to(module_page: Page) -> None:
    nothing = heat("grad_cam", [0.0] * 4)
    text = call(module_page, "words", "meaningText", nothing, "crane", "photo")
    assert text == "The network’s last maps speak for “crane” nowhere: all is 0."


def test_a_patch_under_which_nothing_gains_is_said_only_to_take(module_page: Page) -> None:
    taking = heat("occlusion", [0.0, 0.1, 0.2, 0.41])
    text = call(module_page, "words", "meaningText", taking, "crane", "photo")
    assert "at most 41.0 points lost. " in text


def test_a_drawing_has_no_colors(module_page: Page) -> None:
    text = call(module_page, "words", "meaningText", heat("input_gradient"), "7", "drawing")
    assert text.startswith("How fast the score of “7” changes with each pixel, up or down")


@pytest.mark.parametrize(
    ("method", "row", "column", "text"),
    [
        ("grad_cam", 1, 1, "row 2, column 2: 0.41 of 1"),
        ("occlusion", 1, 1, "row 2, column 2: covering here takes 41.0 points off “crane”"),
        ("occlusion", 0, 0, "row 1, column 1: covering here adds 10.0 points to “crane”"),
        ("input_gradient", 1, 0, "row 2, column 1: 0.20 of score for a full step"),
        ("integrated_gradients", 1, 0, "row 2, column 1: adds 0.20 to the score"),
        ("integrated_gradients", 0, 0, "row 1, column 1: takes 0.10 off the score"),
    ],
)
def test_a_place_s_number_is_read_out(
    module_page: Page, method: str, row: int, column: int, text: str
) -> None:
    cell = {"row": row, "column": column}
    assert call(module_page, "words", "valueText", heat(method), cell, "crane") == text


def test_the_control_s_number_stands_behind_it(module_page: Page) -> None:
    control = heat("grad_cam", [0.9, 0.0, 0.0, 0.0])
    cell = {"row": 0, "column": 0}
    text = call(module_page, "words", "valueText", heat("grad_cam"), cell, "crane", control)
    assert text == "row 1, column 1: −0.10 of 1; with random weights 0.90"


@pytest.mark.parametrize(
    ("likeness", "text"),
    [
        (0.12, DIFFERS.format("0.12")),
        (-0.14, DIFFERS.format("−0.14")),
        (
            0.55,
            "It is partly like the one with random weights (similarity 0.55): that part comes "
            "without any learning.",
        ),
        (
            0.83,
            "It looks alike with random weights (similarity 0.83): it explains nothing that was "
            "learned.",
        ),
        (
            -0.9,
            "It looks alike, only inverted, with random weights (similarity −0.90): it explains "
            "nothing that was learned.",
        ),
        (None, "One of the two is the same everywhere: they can’t be compared."),
    ],
)
def test_the_likeness_to_random_weights_is_judged(
    module_page: Page, likeness: float | None, text: str
) -> None:
    assert call(module_page, "words", "likenessText", likeness, 0.56) == text


def test_of_a_class_that_is_hardly_seen_it_is_said_first_that_it_tells_little(
    module_page: Page,
) -> None:
    improbable = heat("grad_cam", probability=1.7e-5)
    assert call(module_page, "words", "hardlyText", improbable, "zebra", "photo") == (
        "The network hardly sees “zebra” in this photo (<0.1\u202f%): the heatmap explains little."
    )
    assert call(module_page, "words", "hardlyText", heat("grad_cam"), "tabby cat", "photo") == ""
    assert call(module_page, "words", "likenessText", 0.13, 1.7e-5) == (
        "Of a class with <0.1\u202f% a heatmap explains little. " + DIFFERS.format("0.13")
    )


def test_the_five_most_probable_of_many_classes_have_buttons_and_all_of_ten(
    module_page: Page,
) -> None:
    many = [0.01, 0.2, 0.05, 0.3, 0.02, 0.1, 0.15, 0.04, 0.03, 0.06, 0.04]
    assert call(module_page, "classes", "nearClasses", many) == [3, 1, 6, 5, 9]
    assert call(module_page, "classes", "nearClasses", many[:10]) == list(range(10))
