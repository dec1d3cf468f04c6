"""The command line trains and measures; the shipped network is what it says."""

import msgspec
import numpy as np
import pytest
import safetensors.torch

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import load_network
from cnnviz.training.architectures import DIGITS_LAYERS
from cnnviz.training.augmentation import Augmentation
from cnnviz.training.evaluation import accuracy
from cnnviz.training.settings import Settings
from cnnviz.training.train import main


@pytest.fixture(scope="module")
def shipped():
    return load_network("digits")


@pytest.mark.slow
def test_the_command_writes_a_network_that_says_how_it_was_made(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = "digits.safetensors"
    main(["--epochs", "1", "--seed", "7", "--digits", "200"])
    network = load_network(tmp_path / path)
    assert network.layers == DIGITS_LAYERS
    assert network.training["seed"] == 7
    assert network.training["epochs"] == 1
    assert network.training["held_out_digits"] == 100
    assert network.training["augmentation"]["rotation"] == Augmentation().rotation
    assert set(network.accuracy) == {"validation", "test", "canvas"}
    assert f"{path}: {network.parameters:,} parameters" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_refused_before_the_training(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["--output", str(tmp_path / "missing" / "network")])
    assert "--output must be in a folder that is there, got" in capsys.readouterr().err


def test_no_epochs_give_no_network(tmp_path):
    with pytest.raises(ValueError, match="epochs must be at least 1, got 0"):
        main(["--epochs", "0", "--digits", "20", "--output", str(tmp_path / "none")])


def test_the_shipped_network_was_made_with_the_settings_that_stand_here(shipped):
    settings = msgspec.json.decode(msgspec.json.encode(Settings()))
    assert {name: shipped.training[name] for name in settings} == settings
    assert shipped.layers == DIGITS_LAYERS


def test_the_shipped_network_reads_the_test_digits_as_well_as_it_says(shipped):
    images, labels = load_mnist("test")
    assert accuracy(shipped, images, labels) == pytest.approx(shipped.accuracy["test"], abs=2e-4)
    assert shipped.accuracy["test"] >= 0.995
    assert shipped.accuracy["canvas"] >= 0.985


def test_its_mistakes_are_really_mistakes(shipped):
    images, labels = load_mnist("test")
    wrong = shipped.training["mistakes"]
    pictures = images[wrong][:, None].astype(np.float32) / 255
    assert len(wrong) == round((1 - shipped.accuracy["test"]) * len(labels))
    assert (shipped.predict(pictures).argmax(axis=1) != labels[wrong]).all()


def test_a_network_file_holds_no_trace_of_batch_norm(shipped, tmp_path):
    shipped.save(tmp_path / "copy.safetensors")
    names = set(safetensors.torch.load_file(tmp_path / "copy.safetensors"))
    kinds = {"convolution", "dense"}
    with_weights = [layer.name for layer in shipped.layers if layer.kind in kinds]
    assert names == {f"{name}.{part}" for name in with_weights for part in ("weight", "bias")}
