"""A mounted kernel editor, kernels to show in it, and hands to use it with."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.frontend.styling import link_sheets

MOUNT = (
    """async (width) => {
  const host = document.createElement('div');
  host.style.width = width;
  const root = host.attachShadow({ mode: 'open' });
  document.body.append(host);
  const { createKernelEditor } = await import('/kernel_editor/kernel_editor.js');
  window.root = root;"""
    + link_sheets("/kernel_editor/stylesheets.css", root="root")
    + """
  window.changes = [];
  window.editor = createKernelEditor({
    onChange: (kernel, { inputAt }) => changes.push({ ...kernel, inputAt }),
  });
  root.append(editor.element);
}"""
)
SOBEL = {"name": "Sobel x", "values": [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]], "bias": 0}
BOX = {"name": "box", "values": [[[1 / 9] * 3] * 3], "bias": 0.5}
RGB = {"name": "learned", "values": [[[1, 2]], [[3, 4]], [[5, 6]]], "bias": 0}
LARGE = {"name": "large", "values": [[[1] * 11] * 11], "bias": 0}


class Editor:
    """A mounted editor, and hands to use it with."""

    def __init__(
        self, page: Page, kernel: dict[str, Any] | None = None, width: str = "390px"
    ) -> None:
        page.evaluate(MOUNT, width)
        self.page = page
        self.keys = page.keyboard
        self.problem = page.locator(
            ".kernel-problem:not(.kernel-size-problem, .kernel-text-problem)"
        )
        self.set(kernel or SOBEL)

    def set(self, kernel: dict[str, Any]) -> None:
        self.page.evaluate("(kernel) => editor.set(kernel)", kernel)

    def cell(self, row: int, column: int, slice: int = 0) -> Locator:
        grid = self.page.get_by_role("grid").nth(slice)
        return (
            grid.get_by_role("gridcell")
            .filter(has_not=self.page.locator("x"))
            .and_(grid.locator(f"[data-row='{row - 1}'][data-column='{column - 1}']"))
        )

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def drag(self, cell: Locator, up: float, steps: int = 8) -> None:
        box = cell.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - up, steps=steps)

    def paste(self, text: str, place: str = ".kernel-cell") -> None:
        """Press Ctrl+V with this text in the clipboard."""
        self.page.evaluate(
            """([text, place]) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', text);
              const event = new ClipboardEvent('paste',
                { clipboardData, bubbles: true, composed: true, cancelable: true });
              const target = place === 'focus'
                ? editor.element.getRootNode().activeElement
                : editor.element.querySelector(place);
              target.dispatchEvent(event);
            }""",
            [text, place],
        )

    def changes(self) -> list[dict[str, Any]]:
        return self.page.evaluate("changes")

    def values(self) -> Any:
        return self.changes()[-1]["values"]
