"""What a map of the network's view shows: a column's maps are painted on one canvas below them."""

import numpy as np
from playwright.sync_api import Locator

_MIDDLES = """
(map) => {
  const [rows, across] = [Number(map.dataset.rows), Number(map.dataset.columns)];
  const context = map.parentElement.querySelector('canvas.sheet').getContext('2d');
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = map;
  const { data } = context.getImageData(left, top, width, height);
  const found = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const x = Math.floor(((column + 0.5) * width) / across);
      const y = Math.floor(((row + 0.5) * height) / rows);
      found.push(...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4));
    }
  }
  return [rows, across, found];
}
"""


def map_pixels(image: Locator) -> np.ndarray:
    """Return a map's pixels, one for each value.

    Parameters
    ----------
    image : Locator
        A map, a strip or a kernel.

    Returns
    -------
    (rows, columns, 4) uint8
    """
    rows, columns, values = image.evaluate(_MIDDLES)
    return np.array(values, dtype=np.uint8).reshape(rows, columns, 4)


def map_strength(image: Locator) -> float:
    """Tell how strongly a map is shown: 1 in full, less when it is faded."""
    return float(map_pixels(image)[..., 3].mean()) / 255
