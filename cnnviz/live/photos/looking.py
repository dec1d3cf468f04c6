"""One photo looked at by the photo network, laid out as the frame that the view paints."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.photo_view import View, place_photo
from cnnviz.images.photos import group_probabilities, photo_classes
from cnnviz.live.digits.reading import network_description
from cnnviz.live.memo import Kept
from cnnviz.live.networks.builtin import PHOTOS, Networks
from cnnviz.live.photos.answers import Seen
from cnnviz.live.photos.layer_cache import Photo
from cnnviz.live.photos.thumbnails import ends_of, most_active, thumbnails
from cnnviz.live.wire.frames import write_frame
from cnnviz.networks.units import INPUT, checked_map, shape_of_maps, with_input

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import TracedLayer

THUMBNAIL_SIDE: Final = 56
MOST_ACTIVE: Final = 4
WHITE: Final = 255

LookedMaps = Mapping[str, tuple[int, ...] | None]


@dataclass(frozen=True, eq=False)
class LookState:
    """All that a look depends on, as the browser's messages have built it up.

    Attributes
    ----------
    picture : (1 or 3, H, W) uint8 or None
        None until a message has brought one.
    view : View
    layers : mapping of layer to maps
        Those of which thumbnails are wanted; None stands for the most active ones.
    exact : bool
        Whether what the network has read is wanted besides.
    """

    picture: NDArray[np.uint8] | None = None
    view: View = field(default_factory=View)
    layers: LookedMaps = field(default_factory=dict)
    exact: bool = False


class Looks:
    """Gives a state's photo, made once however many messages ask for it.

    Only the newest is kept, and of what the network makes of it only what `KeptLayers` does: all
    layers' numbers would be 53 MB.
    """

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self._photo: Kept[Photo] | None = None

    def network(self) -> Network:
        """Return the photo network; the first time this loads it."""
        return self._networks.get(PHOTOS)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shape of what every layer gives, "input" first."""
        network = self.network()
        return with_input(network.shapes, network.input_shape)

    def photo(self, state: LookState) -> Photo:
        """Return the photo as the network reads it.

        Raises
        ------
        ValueError
            If there is no picture yet.
        """
        if state.picture is None:
            raise ValueError(
                "picture is missing, it must come with the first message of type 'look'"
            )
        key = (state.picture, state.view)
        kept = self._photo
        if kept is None or not kept.is_for(key):
            picture = state.picture.astype(np.float32) / WHITE
            kept = self._photo = Kept(key, Photo(place_photo(picture, state.view)))
        return kept.value

    def layer(self, state: LookState, name: str) -> TracedLayer:
        """Return what one layer has read and made of a state's photo.

        Raises
        ------
        ValueError
            If there is no such layer, or no picture yet.
        """
        return self._networks.photo_layers.layer(self.network(), self.photo(state), name)


def look_at(state: LookState, looks: Looks, id_: int) -> bytes:
    """Return the whole "seen" frame of a state.

    Raises
    ------
    ValueError
        If there is no picture yet, or a layer or map is none.
    """
    _check_looked(state.layers, looks.shapes())
    start = time.perf_counter()
    photo = looks.photo(state)
    seen, tensors = _seen(state.layers, looks.network(), photo)
    seen.engine_ms = round((time.perf_counter() - start) * 1000, 3)
    seen.id = id_
    if state.exact:
        tensors["input"] = np.rint(photo.pixels * WHITE).astype(np.uint8)
    return write_frame(seen, tensors)


def describe_photos(network: Network, id_: int) -> bytes:
    """Return the "network" frame with the weights of the first convolution, which are colors."""
    description = network_description(network, id_)
    description.groups = tuple(group for group, _ in photo_classes())
    first = next(iter(network.weights))
    arrays = {"weight": network.weights[first], "bias": network.biases[first]}
    return write_frame(description, {f"{first}.{part}": one for part, one in arrays.items()})


def _seen(
    wanted: LookedMaps, network: Network, photo: Photo
) -> tuple[Seen, dict[str, NDArray[Any]]]:
    """Read a photo and pick thumbnails of the wanted layers as they pass."""
    import torch

    seen = Seen(id=0, engine_ms=0.0, groups=[], maps={}, ends={})
    tensors: dict[str, NDArray[Any]] = {}
    with torch.inference_mode():
        output = batch = torch.from_numpy(photo.pixels).unsqueeze(0)
        for name, output in chain([(INPUT, batch)], network.run(batch)):
            if name in wanted:
                maps = output[0]
                ends = seen.ends[name] = ends_of(maps)
                picked = list(wanted[name] or most_active(maps, MOST_ACTIVE))
                seen.maps[name] = picked
                tensors[f"thumbs.{name}"] = thumbnails(maps[picked], ends, THUMBNAIL_SIDE)
        tensors["probabilities"] = output[0].numpy()
    seen.groups = list(group_probabilities(tensors["probabilities"]).items())
    return seen, tensors


def _check_looked(layers: LookedMaps, shapes: Mapping[str, tuple[int, ...]]) -> None:
    for name, maps in layers.items():
        shape_of_maps(shapes, name)
        for index in maps or ():
            checked_map(shapes, name, index)
