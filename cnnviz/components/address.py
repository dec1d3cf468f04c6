"""What stands in a page's address, checked before a widget takes it over."""

import re
from typing import Final, Literal

import streamlit as st

_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")


def binding_of_whole(key: str) -> Literal["query-params"] | None:
    """Say how a widget for whole numbers is bound to the address: not, where that holds none.

    Streamlit's own check lets infinity through, and the page would end there. What the address
    said first counts for the whole visit.
    """
    remembered = f"address holds no whole {key}"
    if any(not _WHOLE.fullmatch(value) for value in st.query_params.get_all(key)):
        st.session_state[remembered] = True
        st.query_params.pop(key)
    return None if st.session_state.get(remembered) else "query-params"
