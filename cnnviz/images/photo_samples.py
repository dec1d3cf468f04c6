"""The sample photos of the photo network, and what it honestly predicts for each."""

from typing import Final

from cnnviz.common.arguments import check_choice

_NOTES: Final = {
    "cat": "Three of the 1,000 classes share this cat: tabby, tiger and Egyptian cat.",
    "espresso": "Espresso is a class of its own, and the network is sure of it.",
    "photographer": "It is sure of the tripod. Of people, its classes know only three: a baseball "
    "player, a bridegroom and a scuba diver.",
    "officer": "It names the uniform: no class is a person like her.",
    "temple": "Bell tower or palace: its classes have no Chinese pavilion.",
    "rocket": "Missile or drilling platform: of all that flies to space its classes know only the "
    "shuttle.",
    "astronaut": "Bobsled and football helmet: its classes have no astronaut.",
    "flower": "Hen-of-the-woods, a fungus, or a daisy: of flowers its classes know the daisy "
    "and one orchid.",
    "horse": "A black dog: its only horse is a brown one, and this is a silhouette.",
    "coins": "It can't decide between a golf ball and bubbles: its classes have no coin.",
    "bricks": "It can't decide between a maze and a racket: its classes have no brick wall.",
    "print": "Menu, crossword or web page: it sees that there is text.",
}


def photo_names() -> tuple[str, ...]:
    """List the sample pictures that are photos, or can be taken for one.

    Examples
    --------
    >>> photo_names()[:3]
    ('cat', 'espresso', 'photographer')
    """
    return tuple(_NOTES)


def photo_note(name: str) -> str:
    """Return a sentence or two on what the network makes of a sample, and why that is no wonder.

    Raises
    ------
    ArgumentError
        When there is no such photo.
    """
    check_choice("name", name, _NOTES, subject="photo")
    return _NOTES[name]
