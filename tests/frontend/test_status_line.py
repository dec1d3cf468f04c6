"""The line below a view: connection, pace, and what can be taken away."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def page(module_page: Page) -> Page:
    module_page.evaluate(
        """async () => {
          const { createStatusLine } = await import('/ui/status_line.js');
          window.problems = [];
          window.taken = [];
          window.line = createStatusLine({
            kept: 'your work is safe',
            title: 'From hand to eye',
            pace: (latency, engine) => `${latency} ms, of which ${engine} ms`,
            downloads: [
              { label: 'Picture', onClick: () => taken.push('picture') },
              { label: 'Numbers', onClick: async () => { throw new Error('away'); },
                fromServer: true },
            ],
            onProblem: (sentence) => problems.push(sentence),
          });
          document.body.append(line.element);
        }"""
    )
    return module_page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("connecting", "Connecting …"),
        ("open", "Live"),
        ("reconnecting", "Reconnecting … your work is safe"),
        ("refused", "The server refused the connection"),
    ],
)
def test_the_connection_is_told_in_words(page: Page, status: str, words: str) -> None:
    assert page.evaluate("(status) => line.connect(status)", status) == words
    expect(page.get_by_role("status")).to_have_text(words)


def test_only_what_the_server_gives_waits_for_it(page: Page) -> None:
    page.evaluate("line.connect('reconnecting')")
    expect(page.get_by_role("button", name="Picture")).to_be_enabled()
    expect(page.get_by_role("button", name="Numbers")).to_be_disabled()
    page.evaluate("line.connect('open')")
    expect(page.get_by_role("button", name="Numbers")).to_be_enabled()


def test_what_cannot_be_taken_away_is_answered_with_a_sentence(page: Page) -> None:
    for name in ("Picture", "Numbers"):
        page.get_by_role("button", name=name).click()
    assert page.evaluate("[taken, problems]") == [["picture"], ["away"]]


def test_the_pace_is_rounded_and_changes_no_faster_than_it_can_be_read(page: Page) -> None:
    for latency, engine, now in [(27.6, 1.24, 1000), (99, 9, 1200), (31.2, 2, 1250)]:
        page.evaluate(f"line.pace({{ latency: {latency}, engine: {engine}, now: {now} }})")
        shown = "31 ms, of which 2.0 ms" if now == 1250 else "28 ms, of which 1.2 ms"
        expect(page.get_by_text(shown)).to_be_visible()
    expect(page.get_by_title("From hand to eye")).to_have_count(1)
