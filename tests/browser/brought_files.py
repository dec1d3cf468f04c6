"""Files that a person pastes, or drops on the page."""

import base64

from playwright.sync_api import Locator, Page

PASTE = """([text, kind, name]) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const clipboard = new DataTransfer();
  clipboard.items.add(new File([bytes], name, { type: kind }));
  document.body.dispatchEvent(new ClipboardEvent(
    'paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
DROP = """(target, [text, kind, name]) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: kind }));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }
}"""


def _as_sent(file: bytes, kind: str, name: str) -> list[str]:
    return [base64.b64encode(file).decode(), kind, name]


def paste_file(page: Page, file: bytes, kind: str = "image/png", name: str = "a.png") -> None:
    page.evaluate(PASTE, _as_sent(file, kind, name))


def drop_file(target: Locator, file: bytes, kind: str = "image/png", name: str = "a.png") -> None:
    target.evaluate(DROP, _as_sent(file, kind, name))
