"""The network view before readings that the test plays."""

from collections.abc import Callable

import numpy as np
from playwright.sync_api import Locator, Page

from tests.frontend.fake_network import FAKE
from tests.frontend.styling import link_sheets

MOUNT = (
    """async (network) => {"""
    + FAKE
    + """
  const { createNetworkView } = await import('/network/network_view.js');
"""
    + link_sheets("/network/stylesheets.css")
    + """
  document.body.style.margin = '16px';
  window.wanted = [];
  window.network = network;
  window.view = createNetworkView({ onWant: (names) => window.wanted.push(names) });
  document.body.append(view.element);
  view.describe(network, fake.weights(network));
  window.read = (options) => view.update(...fake.reading(network, options));
  read();
}"""
)
Mount = Callable[..., Page]


def the_map(page: Page, name: str) -> Locator:
    return page.get_by_role("img", name=name, exact=True)


def pixels(canvas: Locator) -> np.ndarray:
    """Return a canvas's own pixels, (rows, columns, 4) uint8."""
    width, height, values = canvas.evaluate(
        """(c) => [c.width, c.height,
          [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]]"""
    )
    return np.array(values, dtype=np.uint8).reshape(height, width, 4)
