"""What every page shares in looks, beyond the theme in `.streamlit/config.toml`."""

import streamlit as st

# Streamlit's wide layout leaves 5 rem at each side and 6 above, which the maps can use.
_STYLE = """
<style>
  .block-container {
    max-width: 120rem;
    padding: 4.25rem clamp(0.75rem, 1.5vw, 2rem) 1rem;
  }
  .stMainBlockContainer > .stVerticalBlock { gap: 0.75rem; }
  @media (max-width: 40rem) { /* else Streamlit cuts a row of choices off */
    .stButtonGroup [role="radiogroup"] { flex-wrap: wrap; }
    .stButtonGroup [role="radiogroup"] button { padding-inline: 0.5rem; }
  }
</style>
"""


def style_page() -> None:
    """Set the page to its full width and close spacing; call it first in each page."""
    st.html(_STYLE)
