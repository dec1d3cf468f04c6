"""Files that a browser takes away."""

import numpy as np

from cnnviz.live.wire.features import Answer, Answered
from cnnviz.live.wire.messages import Message


class Export(Message, frozen=True, tag="export"):
    """Ask for everything about the reading, or the filtered picture, as one file."""


class File(Answer, tag="file"):
    """Answer to `Export` and `SaveNetwork`; tensor "file" beside it."""

    name: str


def file_answer(name: str, data: bytes) -> Answered:
    """Return a file to be taken away under a name."""
    return File(name=name), {"file": np.frombuffer(data, np.uint8)}
