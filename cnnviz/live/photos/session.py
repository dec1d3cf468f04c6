"""One visitor of the Photos page."""

from cnnviz.live.heatmaps.cache import Heatmaps
from cnnviz.live.photos.layer_maps import LayerMaps
from cnnviz.live.photos.looking import Looking
from cnnviz.live.photos.page import PhotosPage
from cnnviz.live.photos.top_patches import SamplePatches
from cnnviz.live.wire.features import PageSession


class PhotosSession(PageSession[PhotosPage]):
    """Looks at photos, and answers what is asked about the newest look."""

    features = (Looking, LayerMaps, SamplePatches, Heatmaps)
