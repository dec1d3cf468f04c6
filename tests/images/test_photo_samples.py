"""What is said of each sample photo is what the network says to it."""

import numpy as np
import pytest

from cnnviz.images.photo_samples import photo_names, photo_note
from cnnviz.images.photos import photo_classes, prepare_photo
from cnnviz.images.samples import load_sample, sample_names
from cnnviz.networks.network import load_network

SAID = {
    "cat": {"tabby cat", "tiger cat", "Egyptian cat"},
    "espresso": {"espresso"},
    "photographer": {"tripod"},
    "officer": {"military uniform"},
    "temple": {"palace", "bell tower"},
    "rocket": {"missile", "drilling platform"},
    "astronaut": {"bobsled", "football helmet"},
    "flower": {"hen-of-the-woods", "daisy"},
    "horse": {"Great Dane"},
    "coins": {"golf ball", "bubble"},
    "bricks": {"maze", "racket"},
    "print": {"menu", "crossword", "web page"},
}


@pytest.mark.parametrize("name", photo_names())
def test_the_classes_in_its_sentence_are_the_most_probable(name):
    network = load_network("photos")
    photo = prepare_photo(load_sample(name, color=True).astype(np.float32) / 255)
    probabilities = network.predict(photo[np.newaxis])[0]
    first = probabilities.argsort()[::-1][: len(SAID[name])]
    assert {network.labels[i] for i in first} == SAID[name]


def test_all_people_among_the_classes_are_the_three_that_are_named():
    people = {label for group, label in photo_classes() if group == "person"}
    assert people == {"baseball player", "bridegroom", "scuba diver"}


def test_every_photo_is_a_sample_and_has_its_sentence():
    assert set(photo_names()) <= set(sample_names())
    assert set(photo_names()) == set(SAID)
    assert all(photo_note(name).endswith(".") for name in photo_names())


def test_a_sample_that_is_no_photo_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match=r"photo must be one of cat, .*, got 'gradient'"):
        photo_note("gradient")
