"""A page's session is made of features, each of which answers some kinds of message."""

import pytest

from cnnviz.live.wire.features import Answer, Answered, Feature, PageSession, answers
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request


class Greet(Message, frozen=True, tag="greet"):
    """Say hello."""

    is_quick = True


class Part(Message, frozen=True, tag="part"):
    """Say goodbye."""


class Unknown(Message, frozen=True, tag="unknown"):
    """What nobody answers."""


class Said(Answer, tag="said"):
    """What is said."""

    words: str


class Hellos(Feature[str]):
    @answers(Greet)
    def greet(self, request: Request[Greet]) -> Answered:
        return Said(f"hello {self.page}"), {}


class Goodbyes(Feature[str]):
    def is_quick(self, _message: Message) -> bool:
        return self.page == "Ada"

    @answers(Part)
    def part(self, request: Request[Part]) -> Answered:
        return Said(f"goodbye {self.page}"), {}


class Polite(PageSession[str]):
    features = (Hellos, Goodbyes)


def test_each_message_is_answered_by_its_feature_over_what_the_page_shares():
    session = Polite("Ada")
    assert session.answer(Request(Greet(id=1))) == (Said("hello Ada"), {})
    assert session.answer(Request(Part(id=2))) == (Said("goodbye Ada"), {})


def test_a_page_knows_what_it_answers():
    session = Polite("Ada")
    assert session.takes(Greet(id=1))
    assert not session.takes(Unknown(id=1))
    assert {kind for one in Polite.features for kind in one.handlers} == {Greet, Part}


def test_what_is_quick_stands_at_the_message_unless_the_feature_knows_better():
    assert Polite("Ada").is_quick(Greet(id=1))
    assert Polite("Ada").is_quick(Part(id=1))
    assert not Polite("Bob").is_quick(Part(id=1))


def test_a_feature_may_answer_more_than_the_one_it_is_made_from():
    class Both(Hellos):
        @answers(Part)
        def part(self, request: Request[Part]) -> Answered:
            return Said("bye"), {}

    assert set(Both.handlers) == {Greet, Part}
    assert set(Hellos.handlers) == {Greet}


def test_a_feature_without_a_state_takes_none_over():
    with pytest.raises(NotImplementedError, match="Hellos has no state"):
        Polite("Ada").merge(Request(Greet(id=1)))
