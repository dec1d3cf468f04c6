"""The control: heatmaps of the random network beside the trained one's."""

import gc
import weakref

import numpy as np
import pytest
from scipy.stats import spearmanr

from cnnviz.explain.randomization import rank_correlation
from cnnviz.live.heatmaps.cache import MAX_LEARNED
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.networks.editing import edit_network
from tests.live.asking import read_bytes
from tests.live.heatmaps.hands import PATCH, whole
from tests.live.looked import ask


@pytest.mark.parametrize("method", ["grad_cam", "input_gradient", "integrated_gradients"])
def test_a_control_is_compared_with_the_trained_networks_heatmap(session: Session, method: str):
    question = {"method": method, "label": 1}
    assert ask(session, "heat", **question, random=True).message["likeness"] is None
    learned = ask(session, "heat", **question)
    assert learned.message["likeness"] is None
    control = ask(session, "heat", **question, random=True)
    expected = spearmanr(learned.tensors["heat"].ravel(), control.tensors["heat"].ravel())
    assert control.message["likeness"] == pytest.approx(expected.statistic)
    other = ask(session, "heat", method=method, label=2, random=True)
    assert other.message["likeness"] is None


def test_a_control_is_compared_with_the_same_patch_and_picture_only(
    session: Session, drawing: np.ndarray
):
    learned = whole(session, **PATCH)[-1].tensors["heat"]
    *growing, last = whole(session, **PATCH, random=True)
    assert {answer.message["likeness"] for answer in growing} == {None}
    assert last.message["likeness"] == rank_correlation(learned, last.tensors["heat"])
    other = whole(session, **(PATCH | {"size": 14, "stride": 14}), random=True)[-1]
    assert other.message["likeness"] is None
    session.merge(read_request(read_bytes(2, drawing.T.copy())))
    assert whole(session, **PATCH, random=True)[-1].message["likeness"] is None


def test_only_so_many_heatmaps_are_remembered(session: Session):
    for label in range(MAX_LEARNED + 1):
        ask(session, "heat", method="input_gradient", label=label)
    first, last = (
        ask(session, "heat", method="input_gradient", label=label, random=True)
        for label in (0, MAX_LEARNED)
    )
    assert first.message["likeness"] is None
    assert last.message["likeness"] is not None


def test_the_random_network_is_made_once_and_goes_with_the_other(networks: Networks):
    other = edit_network(networks.get("digits"), {}, {"conv1": [1]})
    random = networks.randomized(other)
    assert networks.randomized(other) is random
    gone = weakref.ref(random)
    del other, random
    gc.collect()
    assert gone() is None
