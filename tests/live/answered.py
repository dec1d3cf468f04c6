"""What every message is to be met with: its answer, or one sentence."""

from typing import Any

import numpy as np

from cnnviz.live.session import Session
from cnnviz.live.wire.frames import write_frame
from tests.live.asking import tell

ANSWERS = {
    "read": "reading",
    "look": "seen",
    "describe": "network",
    "open_network": "network",
    "inspect": "inspected",
    "why": "why",
    "rank": "ranked",
    "save_network": "file",
    "export": "file",
    "maps": "maps",
    "map": "map",
    "excite": "exciting",
    "heat": "heat",
}


def is_answered_or_refused(
    session: Session, id_: int, message: dict[str, Any], tensors: dict[str, np.ndarray]
) -> None:
    """Tell a session something; anything but an answer or a sentence fails the test."""
    try:
        answer = tell(session, write_frame(message | {"id": id_}, tensors))
    except ValueError as error:
        sentence = str(error)
        assert "\n" not in sentence
        assert 10 < len(sentence) < 400
        return
    assert (answer.message["type"], answer.message["id"]) == (ANSWERS[message["type"]], id_)
    for tensor in answer.tensors.values():
        assert np.isfinite(tensor).all()
