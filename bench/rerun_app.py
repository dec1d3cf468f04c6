"""The same drawing answered by Streamlit reruns, to compare the live engine with.

Served as ``streamlit run bench/rerun_app.py`` by the benchmark.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from cnnviz.live.networks.builtin import Networks
from cnnviz.live.networks.describing import describe_network
from cnnviz.live.wire.frames import write_frame
from cnnviz.server.file_server import FileServer

HERE = Path(__file__).resolve().parent


def _describe(_request: Request) -> Response:
    frame = write_frame(*describe_network(Networks().get("digits")))
    return Response(frame, media_type="application/octet-stream")


app = st.App(
    HERE / "rerun_page.py",
    routes=[
        Route("/bench/network", _describe),
        Mount("/bench/files", StaticFiles(directory=HERE)),
    ],
    middleware=[Middleware(FileServer)],
)
