"""A photo is cut and resized; the network says what is in it, in plain words and groups."""

import numpy as np
import pytest

from cnnviz.images.photos import SIDE, group_probabilities, photo_classes, prepare_photo
from cnnviz.images.samples import load_sample
from cnnviz.networks.network import load_network


def said_of(name):
    """Return the classes' probabilities and the groups' for a sample picture."""
    network = load_network("photos")
    photo = prepare_photo(load_sample(name, color=True).astype(np.float32) / 255)
    probabilities = network.predict(photo[np.newaxis])[0]
    return dict(zip(network.labels, probabilities, strict=True)), group_probabilities(probabilities)


def test_the_cat_is_a_cat():
    classes, groups = said_of("cat")
    assert next(iter(groups)) == "cat"
    assert groups["cat"] >= 0.85
    assert max(classes, key=classes.get) in {"Egyptian cat", "tiger cat", "tabby cat"}


def test_the_espresso_is_an_espresso():
    classes, groups = said_of("espresso")
    assert classes["espresso"] >= 0.9
    assert next(iter(groups)) == "food"


def test_the_middle_square_is_taken():
    picture = np.zeros((3, SIDE, 3 * SIDE), np.float32)
    picture[:, :, SIDE : 2 * SIDE] = np.random.default_rng(0).random((3, SIDE, SIDE))
    np.testing.assert_allclose(prepare_photo(picture), picture[:, :, SIDE : 2 * SIDE], atol=1e-6)


def test_a_large_picture_is_averaged():
    one_of_16 = (np.indices((4 * SIDE, 4 * SIDE)) % 4 == 0).all(0)
    photo = prepare_photo(np.stack([one_of_16] * 3).astype(np.float32))
    np.testing.assert_allclose(photo, 1 / 16, atol=1e-6)


@pytest.mark.parametrize("shape", [(3, 1, 1), (3, 5, 300), (1, 40, 30), (3, 1000, 700)])
def test_a_picture_of_any_size_is_taken(shape):
    photo = prepare_photo(np.random.default_rng(0).random(shape))
    assert photo.shape == (3, SIDE, SIDE)
    assert photo.dtype == np.float32
    assert 0 <= photo.min() <= photo.max() <= 1


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (np.zeros((4, 9, 9)), r"image must have shape \(3, H, W\) or \(1, H, W\), got \(4, 9, 9\)"),
        (np.zeros((3, 0, 9)), "image must have shape"),
        (np.zeros((3, 9, 9), np.uint8), "image must be float in .*, got uint8"),
        (np.full((3, 9, 9), 255.0), "image must be between 0 and 1, got 255 to 255"),
        (np.full((3, 9, 9), np.nan), "image must be between 0 and 1, got nan to nan"),
    ],
)
def test_what_is_no_picture_is_refused(picture, sentence):
    with pytest.raises(ValueError, match=sentence):
        prepare_photo(picture)


def test_there_are_a_thousand_classes_each_with_its_own_name_and_a_group():
    classes = photo_classes()
    assert len({label for _, label in classes}) == len(classes) == 1000
    assert load_network("photos").labels == tuple(label for _, label in classes)
    assert len({group for group, _ in classes}) == 24


@pytest.mark.parametrize(
    ("index", "group", "label"),
    [
        (0, "fish", "tench"),
        (268, "dog", "Mexican hairless dog"),
        (285, "cat", "Egyptian cat"),
        (407, "vehicle", "ambulance"),
        (579, "instrument", "grand piano"),
        (985, "plant or fungus", "daisy"),
        (999, "household", "toilet paper"),
    ],
)
def test_classes_stand_at_imagenets_places(index, group, label):
    assert photo_classes()[index] == (group, label)


def test_the_groups_share_all_probability():
    probabilities = np.random.default_rng(0).dirichlet(np.ones(1000))
    groups = group_probabilities(probabilities)
    assert sum(groups.values()) == pytest.approx(1)
    assert list(groups.values()) == sorted(groups.values(), reverse=True)
    with pytest.raises(ValueError, match=r"probabilities must have shape \(1000,\), got \(10,\)"):
        group_probabilities(np.ones(10))
