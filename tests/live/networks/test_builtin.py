from pathlib import Path

import numpy as np
import pytest

from cnnviz.common.assets import ASSETS
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from tests.live.asking import ask_bytes, tell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one network, and one file that is none."""
    (tmp_path / "good.safetensors").symlink_to(ASSETS / "networks" / "digits.safetensors")
    (tmp_path / "broken.safetensors").write_bytes(b"no network")
    return tmp_path


def test_a_network_is_loaded_once(networks: Networks):
    assert networks.get("digits") is networks.get("digits")


def test_nothing_is_loaded_before_it_is_asked_for(folder: Path):
    networks = Networks(folder)
    assert networks.loaded("good") is None
    networks.get("good")
    assert networks.loaded("good") is not None


@pytest.mark.parametrize(
    "name", ["photo", "", "digits.safetensors", "../networks/digits", str(ASSETS / "networks")]
)
def test_only_names_of_built_in_networks_are_taken(networks: Networks, name: str):
    with pytest.raises(ValueError, match="network must be digits or photos, got '"):
        networks.get(name)


def test_a_drawing_is_read_by_no_network_of_photographs():
    networks = Networks()
    with pytest.raises(ValueError, match="network must be digits, got 'photos'"):
        networks.get_for_drawings("photos")
    assert networks.loaded("photos") is None


def test_photographs_wait_until_somebody_has_one(tmp_path: Path):
    for name in ("digits", "photos"):
        (tmp_path / f"{name}.safetensors").symlink_to(ASSETS / "networks" / f"{name}.safetensors")
    networks = Networks(tmp_path)
    networks.warm_up()
    assert networks.loaded("digits") is not None
    assert networks.loaded("photos") is None
    assert networks.get("photos") is networks.get("photos")


def test_without_any_network_the_sentence_says_so(tmp_path: Path):
    with pytest.raises(ValueError, match="network must be built in, but none is, got 'digits'"):
        Networks(tmp_path).get("digits")


def test_a_broken_file_is_logged_and_the_others_are_warmed_up(
    folder: Path, caplog: pytest.LogCaptureFixture
):
    networks = Networks(folder)
    networks.warm_up()
    assert networks.loaded("good") is not None
    assert networks.loaded("broken") is None
    assert "the built-in network broken can't be used" in caplog.text


def test_a_browser_that_asks_for_a_broken_file_gets_its_sentence(folder: Path):
    session = Session(Engine(Networks(folder)))
    with pytest.raises(ValueError, match=r"broken\.safetensors: "):
        session.answer(read_request(ask_bytes("describe", 1, network="broken")))
    answer = tell(session, ask_bytes("describe", 2, network="good"))
    assert np.prod(answer.message["input"]) == 784
