"""Two servers behind nginx, as deploy/nginx.conf has it; one of them is killed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.browser.digits_page import draw, meters, wait_until_live
from tests.browser.filters_page import the_map
from tests.browser.live_traffic import settle
from tests.browser.photos_page import bars, slide
from tests.live.visitor import ping
from tests.pictures import encoded
from tests.strokes import DIGITS, line
from tools.balancer import Balancer
from tools.server import Server

pytestmark = pytest.mark.slow  # one test needs servers alone

GOES_ON_MS = 3000
PICTURE = Image.new("RGB", (40, 30), "teal")


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    with ExitStack() as running:
        yield [running.enter_context(Server()) for _ in range(2)]


@pytest.fixture
def balancer(servers: list[Server]) -> Iterator[Balancer]:
    with Balancer(servers) as balancer:
        yield balancer


def live(page: Page) -> None:
    """Expect the view to be connected, or to be so again."""
    connection = page.locator("[data-connection='open'][data-frame]").first
    connection.wait_for(timeout=GOES_ON_MS, state="attached")


def test_views_go_on_with_the_other_server(
    servers: list[Server], balancer: Balancer, open_page: Callable[..., Page], complaints
):
    complaints.allow(r"WebSocket|ERR_|Failed to (load|fetch)|server (endpoint|is not)|50[24]")
    digits = open_page("/digits", server=balancer)
    wait_until_live(digits)
    draw(digits, DIGITS[4])
    four = meters(digits)
    filters = open_page("/", server=balancer)
    wait_until_live(filters)
    photos = open_page("/photos?photo=espresso", server=balancer)
    wait_until_live(photos)
    settle(photos)
    slide(photos, "Size", 1)
    settle(photos)
    enlarged = bars(photos)
    for killed in servers:  # whichever they were on
        killed.kill()
        for page in (digits, filters, photos):
            page.wait_for_timeout(300)  # until it is noticed
            live(page)
        settle(digits)
        assert meters(digits) == four
        draw(digits, [line((0.1, 0.9), (0.9, 0.9))])
        assert meters(digits) != four
        digits.get_by_role("button", name="Undo").click()
        settle(digits)
        expect(the_map(filters, "Picture")).to_be_visible()
        settle(photos)
        assert bars(photos) == enlarged
        killed.restart()


def is_there(socket: ClientConnection) -> bool:
    try:
        return ping(socket, 2).message["type"] == "pong"
    except ConnectionClosed:
        return False


def test_live_connections_take_turns(servers: list[Server], balancer: Balancer):
    address = f"{balancer.url.replace('http', 'ws', 1)}/live"
    with ExitStack() as connected:
        sockets = [connected.enter_context(connect(address, origin=balancer.url)) for _ in range(4)]
        for socket in sockets:
            ping(socket, 1)
        servers[0].kill()
        assert sum(is_there(socket) for socket in sockets) == 2


def test_a_browser_stays_with_the_server_of_its_page(
    balancer: Balancer, open_page: Callable[..., Page]
):
    for _ in range(4):  # the other server knows nothing of an upload's page
        page = open_page("/?picture-from=Picture", server=balancer)
        file = {"name": "a.png", "mimeType": "image/png", "buffer": encoded(PICTURE)}
        page.set_input_files("input[type=file]", file)
        expect(page.get_by_text("Your picture").first).to_be_visible()
