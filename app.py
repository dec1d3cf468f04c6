"""The app for hosts that insist on Streamlit's command: ``streamlit run app.py``.

``make run`` and ``cnnviz serve`` start the same app by `cnnviz.server.launcher`.
"""

import streamlit as st

from cnnviz.server.parts import SCRIPT, parts

app = st.App(SCRIPT, **parts())
