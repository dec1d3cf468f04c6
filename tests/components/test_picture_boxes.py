"""What a visitor sees who wants to give a picture of their own."""

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.components import picture_boxes


def _pick() -> None:
    from cnnviz.components.picture_boxes import camera_box

    camera_box(key="camera")


@pytest.mark.parametrize("address", ["http://192.168.0.7:8501/", "https://school.example/"])
def test_where_browsers_refuse_the_camera_the_page_says_why(
    address: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(type(picture_boxes.st.context), "url", address)
    page = AppTest.from_function(_pick, default_timeout=30).run()
    assert not page.exception
    is_refused = address.startswith("http:")
    assert bool(page.get("bidi_component")) != is_refused
    assert ["only over https" in info.value for info in page.info] == [True] * is_refused
