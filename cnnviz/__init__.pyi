from .common.errors import ArgumentError
from .explain.ablation import rank_maps, without_each_map
from .explain.contributions import contributions
from .explain.occlusion import occlusion
from .explain.pool_switches import winner_path
from .explain.randomization import randomized
from .explain.receptive_field import reached_units, receptive_field
from .explain.saliency import grad_cam, input_gradient, integrated_gradients
from .explain.unit_arithmetic import explain_unit
from .filters.activation import activate
from .filters.convolution import convolve
from .filters.pooling import pool
from .filters.transposed import convolve_transposed
from .images.digits import prepare_digit
from .images.photos import group_probabilities, prepare_photo
from .kernels.operations import KERNELS
from .networks.editing import edit_network
from .networks.network import Network, load_network
from .networks.trace import Trace, trace

__version__: str

__all__ = [
    "KERNELS",
    "ArgumentError",
    "Network",
    "Trace",
    "activate",
    "contributions",
    "convolve",
    "convolve_transposed",
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
