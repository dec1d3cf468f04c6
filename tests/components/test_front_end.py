from cnnviz.components.front_end import FRONTEND, needed_files


def test_every_file_that_the_digits_view_needs_is_fetched_at_once():
    needed = needed_files("digits/digits_view.js")
    assert needed[0] == "digits/digits_view.js"
    assert len(set(needed)) == len(needed)
    assert {"live/half.js", "pad/pad.css", "network/network.css", "colors.js"} <= set(needed)
    assert all((FRONTEND / path).is_file() for path in needed)


def test_files_of_other_views_are_not_fetched():
    assert "digits/digits_view.js" not in needed_files("network/network_view.js")
