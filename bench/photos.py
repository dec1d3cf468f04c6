"""The Photos page: a photo dropped, moved and occluded, and its heatmaps."""

import base64
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page

from bench.browser import visit
from bench.memory import resident_in_all
from bench.pace import Pace, drag, measure_pace
from cnnviz.images.samples import load_sample
from tools.server import Server

CAMERA = (4000, 3000)  # pixels, as a phone takes photos
DROPPED = ("espresso", "temple", "officer", "rocket", "cat")
EVENTS_PER_DRAG = 60
QUIET_MS = 1500
REST_MS = 5000  # in which memory that was used for a moment is given back

# Resolves with the milliseconds until the view has painted the answer to the file dropped on it.
_DROP = """
(root, file) => new Promise((resolve) => {
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
  const start = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    resolve(performance.now() - start);
  });
  watch.observe(root, { attributeFilter: ['data-frame'] });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    root.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
})
"""
# Resolves with the milliseconds from the next click until a whole heatmap of the method is painted.
_HEAT = """
(root, method) => {
  window.heatPainted = new Promise((resolve) => {
    root.addEventListener('pointerup', ({ timeStamp }) => {
      const overlay = root.querySelector('.heat-overlay');
      const said = root.querySelector('.heat-said');
      const look = () => {
        const isThere = (overlay.ariaLabel ?? '').includes(method) && !overlay.hidden
          && said.ariaBusy !== 'true';
        if (!isThere) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      };
      look();
    }, { once: true, capture: true });
  });
}
"""


@dataclass(frozen=True, eq=False)
class Photos:
    """How fast the Photos page is.

    Attributes
    ----------
    dropped : (N,) float64
        Milliseconds from a photo's drop to the five bars painted.
    covering, moving : Pace
        The bars following the patch, and the photo, under the mouse.
    grad_cam, occlusion : (N,) float64
        Milliseconds from the click to the whole heatmap painted.
    memory, memory_at_rest : float
        The server's and its heatmap process's after all this, at once and five seconds later, in MB
        (10⁶ bytes).
    """

    dropped: np.ndarray
    covering: Pace
    moving: Pace
    grad_cam: np.ndarray
    occlusion: np.ndarray
    memory: float
    memory_at_rest: float


def measure_photos(browser: Browser) -> Photos:
    """Use the page as somebody does who has a photo of 12 megapixels."""
    with Server() as server:
        page = visit(browser, f"{server.url}/photos")
        page.wait_for_timeout(QUIET_MS)
        dropped = [_drop(page, name) for name in (DROPPED[0], *DROPPED)][1:]
        page.get_by_role("radio", name="Cover", exact=True).check()
        covering = measure_pace(page, _drag_around, ("pointermove",))
        page.get_by_role("radio", name="Move", exact=True).check()
        moving = measure_pace(page, _drag_around, ("pointermove",))
        grad_cam, occlusion = (
            np.array([_heat(page, method, name) for name in (DROPPED[-2], *DROPPED)][1:])
            for method in ("Grad-CAM", "Occlusion")
        )
        memory = resident_in_all(server.pid)
        page.wait_for_timeout(REST_MS)
        memory_at_rest = resident_in_all(server.pid)
        page.context.close()
    memories = memory, memory_at_rest
    return Photos(np.array(dropped), covering, moving, grad_cam, occlusion, *memories)


def photograph(name: str) -> str:
    """Return a sample as a camera's JPEG file, in base64."""
    picture = Image.fromarray(load_sample(name, color=True).transpose(1, 2, 0))
    file = io.BytesIO()
    picture.resize(CAMERA, Image.Resampling.BICUBIC).save(file, "JPEG", quality=90)
    return base64.b64encode(file.getvalue()).decode()


def _drop(page: Page, name: str) -> float:
    took: float = page.locator("[data-frame]").evaluate(_DROP, photograph(name))
    page.wait_for_timeout(QUIET_MS)
    return took


def _drag_around(page: Page, number: int) -> float:
    """Drag along a circle in the middle of the photo and return the events per second reached."""
    box = page.get_by_label("Photo", exact=True).bounding_box()
    if box is None:
        raise RuntimeError("the photo is not on the screen")
    angles = np.linspace(0, 2 * np.pi, EVENTS_PER_DRAG) + number
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    radius = box["width"] / 5
    points = zip(x + radius * np.cos(angles), y + radius * np.sin(angles), strict=True)
    reached = drag(page, [(float(left), float(top)) for left, top in points])
    page.wait_for_timeout(QUIET_MS)
    return reached


def _heat(page: Page, method: str, name: str) -> float:
    """Ask for the heatmap of another photo, so that none is at hand."""
    _drop(page, name)
    choice = page.get_by_role("radio", name=method, exact=True)
    page.locator("[data-frame]").evaluate(_HEAT, method)
    choice.locator("..").click()
    took: float = page.evaluate("heatPainted")
    page.get_by_role("radio", name="Off", exact=True).locator("..").click()
    page.wait_for_timeout(QUIET_MS / 3)
    return took
