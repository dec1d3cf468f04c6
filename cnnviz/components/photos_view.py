"""The live view of the Photos page: a photo, what the network predicts, blocks, heatmaps."""

from cnnviz.components.front_end import base_path, front_end_component
from cnnviz.components.given_picture import GivenPicture, picture_for_view

_mount = front_end_component("cnnviz_photos", "photos/photos_view.js")


def photos_view(
    given: GivenPicture | None, *, source: str = "", note: str = "", key: str = "photos"
) -> None:
    """Mount the view.

    Parameters
    ----------
    given : GivenPicture or None
        A photo, or None to leave the one before.
    source : str
        Where photos come from.
    note : str
        A sentence about what the network predicts for the given photo as it is; empty for none.
    key : str
        Keeps the view, and the photo in it, across reruns.

    Raises
    ------
    ArgumentError
        When the photo has another shape than the live engine takes.
    """
    picture = given and {**picture_for_view(given), "note": note}
    _mount(key=key, data={"basePath": base_path(), "source": source, "picture": picture})
