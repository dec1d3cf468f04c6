"""A page of the app as Streamlit's own connection has it, without a browser to show it."""

from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect


class StreamlitPage:
    """One visitor's page: what it asks for, and what is pressed.

    Parameters
    ----------
    url : str
        Of the server.
    name : str
        Of the page, such as "digits"; empty for the front page.
    query : str
        After the page's address, such as "picture-from=Picture".
    """

    def __init__(self, url: str, name: str, query: str = "") -> None:
        self._url = url
        self._name = name
        self._query = query
        self._widgets: dict[str, str] = {}  # ids by label
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
        wish.rerun_script.widget_states.widgets.extend(changed)
        await self._send(wish)
        while (told := await self._next()).WhichOneof("type") != "script_finished":
            if told.HasField("delta"):
                self._note(told.delta)

    async def press(self, label: str) -> None:
        """Press a button."""
        await self.run(WidgetState(id=self._widgets[label], trigger_value=True))

    def _note(self, delta: Delta) -> None:
        kind = delta.new_element.WhichOneof("type")
        if kind == "button":
            button = delta.new_element.button
            self._widgets[button.label] = button.id

    async def _send(self, wish: BackMsg) -> None:
        await self._socket.send(wish.SerializeToString())

    async def _next(self) -> ForwardMsg:
        told: ForwardMsg = ForwardMsg.FromString(await self._socket.recv(decode=False))
        return told
