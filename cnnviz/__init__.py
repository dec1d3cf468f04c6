"""cnnviz: see what a convolutional network does to your own picture while you change it.

Arrays are (C, H, W) or (N, C, H, W) float32 everywhere; pictures are in [0, 1].
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Not lazy like the others: importing a file later that is called like its function, such as
# cnnviz/networks/trace.py, would put the module in the function's place.
from cnnviz.explain.contributions import contributions
from cnnviz.explain.receptive_field import reached_units, receptive_field
from cnnviz.networks.trace import Trace, trace

if TYPE_CHECKING:
    from cnnviz.explain.ablation import rank_maps, without_each_map
    from cnnviz.explain.occlusion import occlusion
    from cnnviz.explain.pool_switches import winner_path
    from cnnviz.explain.randomization import randomized
    from cnnviz.explain.saliency import grad_cam, input_gradient, integrated_gradients
    from cnnviz.explain.unit_arithmetic import explain_unit
    from cnnviz.filters.activation import activate
    from cnnviz.filters.convolution import convolve
    from cnnviz.filters.pooling import pool
    from cnnviz.images.digits import prepare_digit
    from cnnviz.images.photos import group_probabilities, prepare_photo
    from cnnviz.kernels.operations import KERNELS
    from cnnviz.networks.editing import edit_network
    from cnnviz.networks.network import Network, load_network

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
    "grad_cam": "cnnviz.explain.saliency",
    "group_probabilities": "cnnviz.images.photos",
    "input_gradient": "cnnviz.explain.saliency",
    "integrated_gradients": "cnnviz.explain.saliency",
    "occlusion": "cnnviz.explain.occlusion",
    "prepare_photo": "cnnviz.images.photos",
    "randomized": "cnnviz.explain.randomization",
    "KERNELS": "cnnviz.kernels.operations",
    "Network": "cnnviz.networks.network",
    "activate": "cnnviz.filters.activation",
    "convolve": "cnnviz.filters.convolution",
    "edit_network": "cnnviz.networks.editing",
    "explain_unit": "cnnviz.explain.unit_arithmetic",
    "load_network": "cnnviz.networks.network",
    "pool": "cnnviz.filters.pooling",
    "prepare_digit": "cnnviz.images.digits",
    "rank_maps": "cnnviz.explain.ablation",
    "winner_path": "cnnviz.explain.pool_switches",
    "without_each_map": "cnnviz.explain.ablation",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: torch alone takes two seconds."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cnnviz' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
