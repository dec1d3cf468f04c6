from cnnviz.components.front_end import needed_files
from cnnviz.components.front_end_files import FRONTEND


def test_nothing_that_the_view_loads_keeps_a_photo_in_storage():
    for path in needed_files("photos/photos_view.js"):
        text = (FRONTEND / path).read_text()
        if path.endswith(".js") and path != "ui/session_store.js":
            assert "Storage." not in text, path
    assert "ui/session_store.js" not in needed_files("photos/photos_view.js")
