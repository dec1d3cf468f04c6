"""The page script: which pages there are, and which one this visit wants."""

import streamlit as st

from cnnviz.common.assets import ASSETS
from cnnviz.pages import digits, filters

ICON = str(ASSETS / "icon.svg")


def _photos() -> None:
    from cnnviz.pages import photos

    photos.show()


def _training() -> None:
    # Its charts take a second to import; a server does so on its own time, see `keep_house`.
    from cnnviz.pages import training

    training.show()


PAGES = [
    st.Page(filters.show, title="Filters", url_path="filters", default=True),
    st.Page(digits.show, title="Digits", url_path="digits"),
    st.Page(_photos, title="Photos", url_path="photos"),
    st.Page(_training, title="Training", url_path="training"),
]

st.set_page_config(page_title="cnnviz", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")
st.navigation(PAGES, position="top").run()
