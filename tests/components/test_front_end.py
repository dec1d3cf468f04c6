from cnnviz.components.front_end import needed_files
from cnnviz.components.front_end_files import FRONTEND


def test_every_file_that_the_digits_view_needs_is_fetched_at_once():
    needed = needed_files("digits/digits_view.js")
    assert needed[0] == "digits/digits_view.js"
    assert len(set(needed)) == len(needed)
    assert {"live/frame.js", "digits/sheets.css", "ui/colors.js"} <= set(needed)
    assert all((FRONTEND / path).is_file() for path in needed)
    assert [path for path in needed if path.endswith(".css")] == ["digits/sheets.css"]


def test_files_of_other_views_are_not_fetched():
    assert "digits/digits_view.js" not in needed_files("network/network_view.js")
