"""The live engine: messages in, a torch forward pass, tensors out. Knows nothing of Streamlit.

From the socket inwards: `route` says who may connect, `connection` carries messages between one
socket and one `session`, which takes each to the page it is for; a folder a page has that page's
features, over what they share (`page`); `wire` has what all of them need. `engine` is what the
sessions of all visitors share.

To add a message, write in the page's folder one Struct derived from `wire.messages.Message`, with a
docstring and what holds for its kind (does it come often, bring a file, change a state?) at its
class; one Struct derived from `wire.features.Answer`; and, marked by ``@answers(TheMessage)``, one
method of the feature it belongs to, which returns the answer and its tensors. A new feature is
joined to its page's `features` in ``session.py``. Nothing else lists messages.
"""
