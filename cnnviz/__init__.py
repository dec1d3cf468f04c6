"""cnnviz: see what a convolutional network does to your own picture while you change it.

Arrays are (C, H, W) or (N, C, H, W) float32 everywhere; pictures are in [0, 1].
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Not lazy like the others: importing a file later that is called like its function, such as
# cnnviz/networks/trace.py, would put the module in the function's place.
from cnnviz.contributions import contributions
from cnnviz.networks.trace import Trace, trace
from cnnviz.receptive_field import reached_units, receptive_field

if TYPE_CHECKING:
    from cnnviz.ablation import rank_maps, without_each_map
    from cnnviz.explain import grad_cam, input_gradient, integrated_gradients
    from cnnviz.filters.activation import activate
    from cnnviz.filters.convolution import convolve
    from cnnviz.filters.pooling import pool
    from cnnviz.images.digits import prepare_digit
    from cnnviz.images.photos import group_probabilities, prepare_photo
    from cnnviz.kernels.operations import KERNELS
    from cnnviz.networks.editing import edit_network
    from cnnviz.networks.network import Network, load_network
    from cnnviz.occluding import occlusion
    from cnnviz.randomizing import randomized
    from cnnviz.unit_arithmetic import explain_unit
    from cnnviz.winners import winner_path

__all__ = [
    "KERNELS",
    "Network",
    "Trace",
    "activate",
    "contributions",
    "convolve",
    "edit_network",
    "explain_unit",
    "grad_cam",
    "group_probabilities",
    "input_gradient",
    "integrated_gradients",
    "load_network",
    "occlusion",
    "pool",
    "prepare_digit",
    "prepare_photo",
    "randomized",
    "rank_maps",
    "reached_units",
    "receptive_field",
    "trace",
    "winner_path",
    "without_each_map",
]

_HOMES = {
    "grad_cam": "cnnviz.explain",
    "group_probabilities": "cnnviz.images.photos",
    "input_gradient": "cnnviz.explain",
    "integrated_gradients": "cnnviz.explain",
    "occlusion": "cnnviz.occluding",
    "prepare_photo": "cnnviz.images.photos",
    "randomized": "cnnviz.randomizing",
    "KERNELS": "cnnviz.kernels.operations",
    "Network": "cnnviz.networks.network",
    "activate": "cnnviz.filters.activation",
    "convolve": "cnnviz.filters.convolution",
    "edit_network": "cnnviz.networks.editing",
    "explain_unit": "cnnviz.unit_arithmetic",
    "load_network": "cnnviz.networks.network",
    "pool": "cnnviz.filters.pooling",
    "prepare_digit": "cnnviz.images.digits",
    "rank_maps": "cnnviz.ablation",
    "winner_path": "cnnviz.winners",
    "without_each_map": "cnnviz.ablation",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: torch alone takes two seconds."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cnnviz' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
