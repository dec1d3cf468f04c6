"""The page script: which pages there are, and which one this visit wants."""

import streamlit as st

from cnnviz.assets import ASSETS
from cnnviz.pages import digits, filters, training

ICON = str(ASSETS / "icon.svg")
PAGES = [
    st.Page(filters.show, title="Filters", url_path="filters", default=True),
    st.Page(digits.show, title="Digits", url_path="digits"),
    st.Page(training.show, title="Training", url_path="training"),
]

st.set_page_config(page_title="cnnviz", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")
st.navigation(PAGES, position="top").run()
