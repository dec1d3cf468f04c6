"""What the metrics of a finished training say about how it learned, in a sentence."""

from typing import Final

from cnnviz.training.choices import DIGITS, MOST_EPOCHS, Choices
from cnnviz.training.events import Finished

LITTLE: Final = 0.6
"""Share of its own digits read right below which a network has hardly learned."""
WELL: Final = 0.9
"""The same share, from which on it knows them; what it then fails to read is what is new."""
GAP: Final = 0.1
"""A difference between training and test digits that is pointed out."""


def verdict(choices: Choices, finished: Finished) -> str:
    """Say what a visitor should know of the metrics; nothing when all is as it should be.

    Parameters
    ----------
    choices : Choices
    finished : Finished

    Returns
    -------
    str
        That it has hardly learned yet and what to try; or that it reads its own digits better
        than new ones, "by heart" only when it reads its own well; or empty.
    """
    own, new = finished.train.accuracy, finished.test.accuracy
    if own < LITTLE:
        steps = f"{finished.step:,} step{'s' * (finished.step != 1)}"
        return (
            f"After {steps} it reads {own:.0%} of the digits it learned from: it has hardly "
            f"learned yet. Try {_more(choices)}."
        )
    if own - new <= GAP:
        return ""
    fact = (
        f"It reads {own:.0%} of the digits it learned from, but only {new:.0%} of new ones, "
        f"{(own - new) * 100:.0f} points less"
    )
    if own < WELL:
        return f"{fact}."
    return (
        f"{fact}: it has learned them by heart, which is called overfitting. "
        "More digits, dropout or shifts help."
    )


def _more(choices: Choices) -> str:
    """Name what can still be raised. Above the usual rate, shorter steps may be what it needs."""
    is_usual = choices.learning_rate <= Choices().learning_rate
    ways = [
        *(["more epochs"] if choices.epochs < MOST_EPOCHS else []),
        *(["more digits"] if choices.digits < max(DIGITS) else []),
        "a larger learning rate" if is_usual else "another learning rate",
    ]
    return " or ".join(filter(None, [", ".join(ways[:-1]), ways[-1]]))
