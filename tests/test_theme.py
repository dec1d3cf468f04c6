import tomllib
from pathlib import Path

import pytest

CONFIG = Path(__file__).parent.parent / ".streamlit" / "config.toml"
THEMES = tomllib.loads(CONFIG.read_text())["theme"]
WRITTEN = ("textColor", "primaryColor", "linkColor", "codeTextColor")
BEHIND = ("backgroundColor", "secondaryBackgroundColor", "codeBackgroundColor")


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb``, as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colors, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_highest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("behind", BEHIND)
def test_text_is_readable_on_every_background(theme, written, behind):
    assert contrast(THEMES[theme][written], THEMES[theme][behind]) >= 4.5


def test_both_themes_name_the_same_colors():
    assert THEMES["light"].keys() == THEMES["dark"].keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_white_marks_show_on_the_accent(theme):
    assert contrast("#ffffff", THEMES[theme]["primaryColor"]) >= 3
