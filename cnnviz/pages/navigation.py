"""The page script: which pages there are, and which one this visit wants."""

import streamlit as st

from cnnviz.assets import ASSETS
from cnnviz.pages import digits


def _front() -> None:
    st.switch_page(digits_page)


digits_page = st.Page(digits.show, title="Digits", url_path="digits")
# The front page's address leads to Digits.
front_page = st.Page(_front, title="cnnviz", default=True, visibility="hidden")

ICON = str(ASSETS / "icon.svg")
st.set_page_config(page_title="cnnviz", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")
st.navigation([front_page, digits_page], position="top").run()
