"""The network view before readings that the test plays."""

from collections.abc import Callable

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
  document.body.style.setProperty('--st-background-color', '#fff');
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
