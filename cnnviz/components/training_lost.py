"""Says that what a tab trained is no longer there: the server kept it nowhere but in memory."""

from cnnviz.components.front_end import front_end_component

_mount = front_end_component("cnnviz_training_lost", "training/lost.js")


def tell_of_lost(
    stay: str, *, is_there: bool, grace_seconds: float, key: str = "training lost"
) -> None:
    """Say so in a tab that knows trainings of another stay, while there are none of this one.

    Parameters
    ----------
    stay : str
        See `Jobs.stay`.
    is_there : bool
        Whether there are trainings, which the tab shall know of.
    grace_seconds : float
        How long a visitor may be away.
    key : str
        Streamlit's.
    """
    sentence = (
        "What you trained is gone, as the server was started again or this page was away for more "
        f"than {grace_seconds:g} seconds: your choices are kept, press Train to start again."
    )
    _mount(key=key, data={"stay": stay, "isThere": is_there, "sentence": sentence})
