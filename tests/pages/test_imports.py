import subprocess
import sys

import pytest

SHOWN = """
import sys
from streamlit.testing.v1 import AppTest

for page in ("digits", "filters", "photos"):
    shown = AppTest.from_string(f"from cnnviz.pages import {page}; {page}.show()").run(timeout=30)
    assert not shown.exception and len(shown.get("bidi_component")) == 1
print([name for name in ("torch", "pandas", "pyarrow", "altair") if name in sys.modules])
"""


@pytest.mark.slow
def test_pages_are_shown_without_waiting_for_large_libraries():
    """The server imports torch meanwhile, for the live engine; tables nobody needs here."""
    command = [sys.executable, "-c", SHOWN]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert ran.stdout.strip() == "[]"
