"""The blocks before answers that the test plays, and what is read off them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.frontend.styling import link_sheets

Open = Callable[..., Page]
SETUP = (
    """async (network) => {
  const { createBlocks } = await import('/blocks/blocks.js');
"""
    + link_sheets("/blocks/stylesheets.css")
    + """
  const picture = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
  window.wants = [];
  window.outlined = null;
  window.blocks = createBlocks({
    ask: fake.ask,
    onWant: (layers) => wants.push(layers),
    outline: (boxes) => { window.outlined = boxes; },
    stagePicture: () => picture,
  });
  document.body.append(blocks.strip, blocks.panel);
  blocks.describe(network, fake.weights(network));
  window.see = (factor, isExact) => {
    fake.factor = factor;
    blocks.update(...fake.seen(network, wants.at(-1) ?? {}), isExact);
  };
  while (!wants.length) await new Promise(requestAnimationFrame);
  see(1, true);
}"""
)


def maps_in_order(page: Page) -> list[str]:
    return [
        str(name)
        for name in page.locator(".gallery-map").evaluate_all(
            "(maps) => maps.map((map) => map.getAttribute('aria-label'))"
        )
    ]


def gallery_map(page: Page, name: str) -> Any:
    return page.locator(".gallery-maps").get_by_role("img", name=name, exact=True)
