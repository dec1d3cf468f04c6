"""A page of the app as Streamlit's own connection has it, without a browser to show it."""

import asyncio
import urllib.request
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

BOUNDARY = "cnnviz"


class StreamlitPage:
    """One visitor's page: what it asks for, and what is pressed and uploaded.

    Parameters
    ----------
    url : str
        Of the server.
    name : str
        Of the page, such as "digits"; empty for the front page.
    query : str
        Behind the page's address, such as "picture-from=Picture".
    """

    def __init__(self, url: str, name: str, query: str = "") -> None:
        self._url = url
        self._name = name
        self._query = query
        self._session = ""
        self._widgets: dict[str, str] = {}  # ids by label
        self._given: dict[str, WidgetState] = {}  # what the uploaders have, by id
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        """Open the page, and have it drawn."""
        self._socket = await connect(
            f"{self._url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item] # a name for str
            max_size=None,
        )
        await self.run()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def run(self, *changed: WidgetState) -> None:
        """Have the page drawn again, after a change of its widgets."""
        wish = BackMsg()
        wish.rerun_script.page_name = self._name
        wish.rerun_script.query_string = self._query
        wish.rerun_script.widget_states.widgets.extend([*self._given.values(), *changed])
        await self._send(wish)
        while (told := await self._next()).WhichOneof("type") != "script_finished":
            if told.HasField("new_session"):
                self._session = told.new_session.initialize.session_id
            elif told.HasField("delta"):
                self._note(told.delta)

    async def press(self, label: str) -> None:
        """Press a button."""
        await self.run(WidgetState(id=self._widgets[label], trigger_value=True))

    async def upload(self, label: str, file_name: str, file: bytes) -> None:
        """Hand a file to an uploader, in place of the one before."""
        urls = await self._urls_for(file_name)
        await asyncio.to_thread(_put, self._url, urls.upload_url, file_name, file)
        state = WidgetState(id=self._widgets[label])
        state.file_uploader_state_value.uploaded_file_info.add(
            file_id=urls.file_id, name=file_name, size=len(file), file_urls=urls
        )
        self._given[state.id] = state
        await self.run()

    async def _urls_for(self, file_name: str) -> FileURLs:
        wish = BackMsg()
        wish.file_urls_request.session_id = self._session
        wish.file_urls_request.file_names.append(file_name)
        await self._send(wish)
        while not (told := await self._next()).HasField("file_urls_response"):
            pass
        urls: FileURLs = told.file_urls_response.file_urls[0]
        return urls

    def _note(self, delta: Delta) -> None:
        kind = delta.new_element.WhichOneof("type")
        if kind in ("button", "file_uploader"):
            widget = getattr(delta.new_element, kind)
            self._widgets[widget.label] = widget.id

    async def _send(self, wish: BackMsg) -> None:
        await self._socket.send(wish.SerializeToString())

    async def _next(self) -> ForwardMsg:
        told: ForwardMsg = ForwardMsg.FromString(await self._socket.recv(decode=False))
        return told


def _put(url: str, path: str, file_name: str, file: bytes) -> None:
    """Upload a file as a form, with the cookie that Streamlit asks for."""
    with urllib.request.urlopen(f"{url}/_stcore/health") as answer:  # noqa: S310 - always http
        cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    request = urllib.request.Request(  # noqa: S310 - always http
        f"{url}{path}",
        data=head.encode() + file + f"\r\n--{BOUNDARY}--\r\n".encode(),
        method="PUT",
        headers={
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2],
        },
    )
    urllib.request.urlopen(request).close()  # noqa: S310 - always http
