"""The page script: which pages there are, and which one this visit wants."""

import streamlit as st

from cnnviz.pages import digits


def _front() -> None:
    st.switch_page(digits_page)


digits_page = st.Page(digits.show, title="Digits", url_path="digits", icon=":material/draw:")
# The front page's address leads to Digits.
front_page = st.Page(_front, title="cnnviz", default=True, visibility="hidden")

st.set_page_config(page_title="cnnviz", layout="wide")
st.navigation([front_page, digits_page], position="top").run()
