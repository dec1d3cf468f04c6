"""Fingers on a phone, and what they want of a page."""

from playwright.sync_api import Page

Finger = tuple[float, float]

# Names of what is smaller than a finger, and where the buttons of the row of sources end.
TARGETS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const found = [...main.querySelectorAll('.stButtonGroup button')];
  const small = [];
  const look = (root) => {
    for (const part of root.querySelectorAll('*')) {
      if (part.shadowRoot) look(part.shadowRoot);
      if (root === main || !part.matches(
        'button, label, summary, select, input[type=range], .player input')) continue;
      const { width, height } = part.getBoundingClientRect();
      if (width && Math.min(width, height) < 44) small.push(part.ariaLabel ?? part.textContent);
    }
  };
  look(main);
  return [small, found.map((button) => button.getBoundingClientRect().right)];
}"""


def touch(page: Page, *moments: list[Finger]) -> None:
    """Put fingers down, move them from moment to moment, and lift them."""
    session = page.context.new_cdp_session(page)
    kinds = ["touchStart"] + ["touchMove"] * (len(moments) - 1)
    for kind, fingers in zip(kinds, moments, strict=True):
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def scrolled(page: Page) -> float:
    """How far the page is scrolled, in CSS pixels."""
    return float(page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"))
