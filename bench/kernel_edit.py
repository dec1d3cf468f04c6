"""A hand that changes the digits network's first kernel, or points at its maps.

A 7 is drawn. All layers are in sight, so that every map and every bar is painted anew.
"""

from playwright.sync_api import Browser, Page

from bench.browser import visit
from bench.cell import QUIET_MS, drag_cell
from bench.pace import Pace, drag, measure_pace, move

SEVEN = ((0.25, 0.25), (0.72, 0.25), (0.6, 0.5), (0.45, 0.85))
HOVERS = 60
HOVERED = ("conv1", "conv2", "conv3")

# The dock names the value whose arithmetic it shows: that tells which event was answered.
_WATCH = """
(root, types) => {
  const events = []; // {at, name}
  const watched = { latencies: [], answers: 0, waiting: () => events.length };
  window.paceWatch = watched;
  const nameOf = ({ target, offsetX, offsetY }) => {
    const [row, column] = [[offsetY, target.offsetHeight, target.dataset.rows],
      [offsetX, target.offsetWidth, target.dataset.columns]].map(([offset, size, count]) =>
      Math.min(count, Math.max(1, Math.floor((offset / size) * count) + 1)));
    return `${target.ariaLabel}, row ${row}, column ${column}`;
  };
  const note = (event) => {
    if (!event.target.matches('.map')) return;
    const name = nameOf(event);
    if (name !== events.at(-1)?.name && name !== shown) events.push({ at: event.timeStamp, name });
  };
  let shown = '';
  for (const type of types) root.addEventListener(type, note, true);
  const dock = root.querySelector('.inspector');
  new MutationObserver(() => {
    shown = dock.querySelector('.inspector-title').textContent;
    const answered = events.findLastIndex(({ name }) => name === shown) + 1;
    const done = events.splice(0, answered);
    if (!done.length) return;
    watched.answers += 1;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        watched.latencies.push(...done.map(({ at }) => performance.now() - at));
      };
      port2.postMessage(null);
    });
  }).observe(dock, { childList: true, characterData: true, subtree: true });
}
"""


def measure_kernel_edit(browser: Browser, url: str) -> Pace:
    """Draw a 7 and drag a number of conv1's first kernel."""
    page = _with_seven(browser, url)
    page.get_by_role("button", name="Change a kernel", exact=True).click()
    pace = measure_pace(page, drag_cell, ("pointermove",))
    page.context.close()
    return pace


def measure_hover(browser: Browser, url: str) -> Pace:
    """Draw a 7 and point at one value of its maps after another."""
    page = _with_seven(browser, url)
    # What is noted at a raw move is not noted again when it comes with the frame
    pace = measure_pace(page, hover_maps, ("pointerrawupdate", "pointermove"), _WATCH)
    page.context.close()
    return pace


def hover_maps(page: Page, number: int) -> float:
    """Move over a map of a convolution, another layer each time, and off it; return the pace."""
    layer = HOVERED[number % len(HOVERED)]
    box = page.get_by_role("img", name=f"{layer} map {number + 1}", exact=True).bounding_box()
    if box is None:
        raise RuntimeError(f"{layer} is not on the screen")
    shares = [(0.05 + 0.9 * (i % 12) / 11, 0.05 + 0.9 * i / HOVERS) for i in range(HOVERS)]
    points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in shares]
    reached = move(page, points)
    page.wait_for_timeout(QUIET_MS)
    page.mouse.move(2, 2)
    page.wait_for_timeout(QUIET_MS)
    return reached


def _with_seven(browser: Browser, url: str) -> Page:
    page = visit(browser, f"{url}/digits")
    box = page.get_by_label("Drawing pad").bounding_box()
    if box is None:
        raise RuntimeError("the drawing pad is not on the screen")
    drag(page, [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in SEVEN])
    page.wait_for_timeout(QUIET_MS)
    return page
