"""What a page shows whom the server has turned away from the start."""

import base64

import pytest
from playwright.sync_api import Page, expect

REASON = "the server has no room"
DATA = {"basePath": "", "network": "digits", "gallery": list[object](), "picture": None}

# The server lets every socket open and closes it at once.
MOUNT = """
async ([view, data, reason]) => {
  window.WebSocket = class {
    static CONNECTING = 0;
    static OPEN = 1;
    readyState = 0;
    constructor() {
      setTimeout(() => {
        this.readyState = 1;
        this.onopen();
        this.onclose({ code: 1013, reason });
      });
    }
    send() {}
    close() {}
  };
  const { mount } = await import(`/${view}/${view}_view.js`);
  mount({ parentElement: document.body.attachShadow({ mode: 'open' }), data });
}
"""


@pytest.mark.parametrize(
    ("view", "kept", "hidden"),
    [
        ("digits", ".pad-paper", ".digits-network *, .edit-bar, .film, button:text('Save')"),
        ("photos", ".photo-stage", ".photo-answer, .photo-tools, .heat"),
        ("filters", ".kernel-grid", ".filters-tools, .code-panel, button:text('Save')"),
    ],
)
def test_the_reason_is_said_once_and_only_what_works_is_shown(
    module_page: Page, view: str, kept: str, hidden: str
) -> None:
    module_page.evaluate(MOUNT, [view, DATA, REASON])
    expect(module_page.get_by_text("The server has no room.")).to_be_visible()
    expect(module_page.get_by_text("no room")).to_have_count(1)
    expect(module_page.locator(kept).first).to_be_visible()
    for part in hidden.split(", "):
        expect(module_page.locator(part)).not_to_have_count(0)
        expect(module_page.locator(part).locator("visible=true")).to_have_count(0)


def test_beside_a_training_the_reason_is_said_once_and_not_that_the_server_is_away(
    module_page: Page,
) -> None:
    run = {"run": "a", "title": "1", "steps": [0, 1], "stepsPerEpoch": 9, "ending": ""}
    digits = [base64.b64encode(bytes(28 * 28)).decode()] * 10
    data = {"basePath": "", "digits": digits, "runs": [run, run | {"run": "b", "title": "2"}]}
    module_page.evaluate(MOUNT, ["training", data, REASON])
    expect(module_page.get_by_text("The server has no room.")).to_be_visible()
    expect(module_page.get_by_text("no room")).to_have_count(1)
    expect(module_page.get_by_text("is away")).to_have_count(0)
