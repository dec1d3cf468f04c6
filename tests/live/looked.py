"""Photos as a browser sends them, and sessions that have looked at one."""

from typing import Any

import numpy as np

from cnnviz.images.samples import load_sample
from cnnviz.live.engine import Engine
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.frames import write_frame
from tests.live.asking import Answer, ask_bytes, tell

TABBY = 281


def look_bytes(id_: int, picture: np.ndarray | None = None, **fields: Any) -> bytes:
    """Lay out a "look" message of the given parts."""
    tensors = {} if picture is None else {"picture": picture}
    return write_frame({"type": "look", "id": id_} | fields, tensors)


def cat() -> np.ndarray:
    """Return the cat of the samples, (3, 300, 451) uint8."""
    return load_sample("cat", color=True)


def looking(engine: Engine, picture: np.ndarray | None = None, **fields: Any) -> Session:
    """Return a session that has been shown a photo, and has not answered yet."""
    session = Session(engine)
    session.merge(read_request(look_bytes(1, cat() if picture is None else picture, **fields)))
    return session


def ask(session: Session, type_: str, **fields: Any) -> Answer:
    """Ask a session a question."""
    return tell(session, ask_bytes(type_, 7, **fields))
