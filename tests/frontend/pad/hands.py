"""A mounted drawing pad, and hands to use it with."""

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page

from tests.frontend.styling import link_sheets

MOUNT = (
    """async (width) => {
  const host = document.createElement('div');
  host.style.width = width;
  const root = host.attachShadow({ mode: 'open' });
  document.body.append(host);
  const { createDrawingPad } = await import('/pad/drawing_pad.js');"""
    + link_sheets("/pad/stylesheets.css", root="root")
    + """
  window.root = root;
  window.mount = () => {
    window.changes = [];
    window.commits = 0;
    window.files = [];
    window.problems = [];
    window.pad = createDrawingPad({
      onChange: (change) => changes.push(change),
      onCommit: () => { commits += 1; },
      onFile: (file) => files.push([file.name, file.type, file.size]),
      onProblem: (sentence) => problems.push(sentence),
    });
    root.append(pad.element);
  };
  mount();
}"""
)
CROSS = [(0.3, 0.5, 0.7, 0.5), (0.5, 0.3, 0.5, 0.7)]


class Pad:
    """A mounted pad and the hands to use it with; places are fractions of its side."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.paper = page.get_by_label("Drawing pad")

    def at(self, x: float, y: float) -> tuple[float, float]:
        box = self.paper.bounding_box()
        assert box
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def move(self, x: float, y: float, steps: int = 1) -> None:
        self.page.mouse.move(*self.at(x, y), steps=steps)

    def draw(self, *places: tuple[float, float]) -> None:
        self.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.move(*place, steps=6)
        self.page.mouse.up()

    def draw_cross(self) -> None:
        for x0, y0, x1, y1 in CROSS:
            self.draw((x0, y0), (x1, y1))

    def pixels(self) -> NDArray[np.uint8]:
        return np.array(self.page.evaluate("[...pad.pixels()]"), np.uint8).reshape(112, 112)

    def ink(self, x: float, y: float) -> int:
        return int(self.pixels()[int(y * 112), int(x * 112)])

    def tool(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)
