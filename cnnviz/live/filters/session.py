"""One visitor of the Filters page."""

from cnnviz.live.filters.export import FilterExport
from cnnviz.live.filters.filtering import Filtering
from cnnviz.live.filters.kernel_formulas import KernelFormulas
from cnnviz.live.filters.state import FiltersPage
from cnnviz.live.wire.features import PageSession


class FiltersSession(PageSession[FiltersPage]):
    """Filters pictures, and gives away what comes out."""

    features = (Filtering, FilterExport, KernelFormulas)
