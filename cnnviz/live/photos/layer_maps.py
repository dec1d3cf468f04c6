"""The maps of one layer of a photo, all of them small or one in full."""

from __future__ import annotations

import numpy as np

from cnnviz.live.photos.answers import AllMaps, WholeMap
from cnnviz.live.photos.looking import Looks, LookState
from cnnviz.live.photos.messages import Maps, OneMap
from cnnviz.live.photos.thumbnails import activity_of, ends_of, thumbnails
from cnnviz.live.wire.frames import write_frame
from cnnviz.networks.units import checked_map, shape_of_maps


def all_maps(looks: Looks, state: LookState, question: Maps) -> bytes:
    """Return the "maps" frame: thumbnails of all maps of a layer, and how active each is.

    Raises
    ------
    ValueError
        If there is no picture yet, no such layer, or it gives no maps.
    """
    import torch

    shape = shape_of_maps(looks.shapes(), question.layer)
    with torch.inference_mode():
        maps = torch.from_numpy(looks.layer(state, question.layer).output)
        ends = ends_of(maps)
        tensors = {
            "maps": thumbnails(maps, ends, question.side),
            "activity": np.asarray(activity_of(maps).numpy()),
        }
    return write_frame(AllMaps(question.id, question.layer, ends, shape), tensors)


def whole_map(looks: Looks, state: LookState, question: OneMap) -> bytes:
    """Return the "map" frame: the numbers of one map, all of them and as they are.

    Raises
    ------
    ValueError
        As `all_maps` does, or if there is no such map.
    """
    index = checked_map(looks.shapes(), question.layer, question.map)
    numbers = looks.layer(state, question.layer).output[index]
    return write_frame(WholeMap(question.id, question.layer, index), {"map": numbers})
