"""What excites a map of the photo network, laid out as the frames that the view paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnnviz.common.arguments import integer_in_range
from cnnviz.images.photo_samples import photo_names
from cnnviz.live.photos.answers import Exciting, Patch, PhotosShown
from cnnviz.live.photos.looking import Looks, LookState
from cnnviz.live.photos.messages import Excite
from cnnviz.live.photos.sample_maps import SampleMaps, shown_photos
from cnnviz.live.wire.frames import write_frame
from cnnviz.networks.units import checked_layer

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.units import Unit


def exciting_patches(
    looks: Looks, samples: SampleMaps, state: LookState, question: Excite
) -> bytes:
    """Return the "exciting" frame: where each sample photo, and the one looked at, excites a map.

    Raises
    ------
    ValueError
        If there is no such layer or map.
    """
    from cnnviz.explain.top_patches import most_excited, unit_at  # brings torch

    network = looks.network()
    layer = question.layer
    shape = network.shapes[checked_layer(network.shapes, layer)]
    index = integer_in_range(f"map of {layer}", question.map, 0, shape[0] - 1)
    largest = samples.largest(network)[layer]
    patches = [
        _patch(network, layer, photo, float(value), unit_at(shape, index, int(place)))
        for photo, value, place in zip(
            photo_names(), largest.values[:, index], largest.places[:, index], strict=True
        )
    ]
    patches.sort(key=lambda patch: -patch.value)
    own = None
    if state.picture is not None:
        value, unit = most_excited(looks.layer(state, layer).output, index)
        own = _patch(network, layer, None, value, unit)
    return write_frame(Exciting(question.id, layer, index, patches, own))


def sample_photos(id_: int) -> bytes:
    """Return the "photos" frame."""
    return write_frame(PhotosShown(id_, photo_names()), {"photos": shown_photos()})


def _patch(network: Network, layer: str, photo: str | None, value: float, unit: Unit) -> Patch:
    from cnnviz.explain.top_patches import box_of

    return Patch(photo, value, unit, box_of(network, layer, unit))
