import io
from typing import Any, get_args

import numpy as np
import pytest

from cnnviz.common.errors import ArgumentError
from cnnviz.live.connection import answer_frame
from cnnviz.live.engine import Engine
from cnnviz.live.filters.export import Language
from cnnviz.live.session import Session, read_request
from tests.live.asking import SOBEL_X, ask_bytes, filter_bytes, stage_of, take_apart

PICTURE = np.random.default_rng(0).integers(0, 256, (3, 20, 24), np.uint8)
STAGES = [
    stage_of(padding="same", border="reflect", flip=True),
    stage_of(kernels=[SOBEL_X | {"bias": -3}] * 2, combine="magnitude", pooling="average"),
]


@pytest.fixture
def session() -> Session:
    session = Session(Engine())
    session.merge(read_request(filter_bytes(1, PICTURE, stages=STAGES, exact=True)))
    return session


def ask(session: Session, data: bytes) -> Any:
    return take_apart(answer_frame(session, read_request(data)))


@pytest.mark.parametrize("language", get_args(Language))
def test_the_code_gives_the_numbers_on_the_page(session: Session, language: str):
    shown = ask(session, filter_bytes(2)).tensors["stage2.pooled"]
    answer = ask(session, ask_bytes("code", 3, language=language))
    assert (answer.message["type"], answer.message["id"]) == ("code", 3)
    names: dict[str, Any] = {"image": PICTURE.astype(np.float32)}
    exec(answer.message["text"], names)  # noqa: S102 - which is what people will do
    np.testing.assert_allclose(names["result"], shown, rtol=1e-5, atol=1e-3)
    assert "/ 255" not in answer.message["text"]


def test_the_file_holds_picture_kernels_and_maps(session: Session):
    shown = ask(session, filter_bytes(2)).tensors
    answer = ask(session, ask_bytes("export", 3))
    assert answer.message == {"type": "file", "id": 3, "name": "cnnviz-filters.npz"}
    arrays = np.load(io.BytesIO(answer.tensors["file"].tobytes()))
    for name, maps in shown.items():
        np.testing.assert_array_equal(arrays[name], maps)
    np.testing.assert_array_equal(arrays["picture"], PICTURE)
    assert arrays["stage2.kernel"].shape == (2, 1, 3, 3)
    assert arrays["stage2.bias"].tolist() == [-3, -3]


def test_no_code_is_written_for_what_cannot_be(session: Session):
    session.merge(read_request(filter_bytes(2, PICTURE[:, :2])))
    with pytest.raises(ArgumentError, match="kernel_size must be at most 1 rows"):
        ask(session, ask_bytes("code", 3, language="pytorch"))
    session.merge(
        read_request(filter_bytes(2, PICTURE[:, :10], stages=[stage_of(dilation=[8, 1])]))
    )
    with pytest.raises(ArgumentError) as caught:
        ask(session, ask_bytes("code", 3, language="pytorch"))
    assert caught.value.argument == "stages[0].dilation"
