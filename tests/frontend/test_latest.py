"""Latest wins, for questions: one on its way, the newest waits."""

from typing import Any

from playwright.sync_api import Page

SETUP = """
  const { createLatest } = await import('/live/latest.js');
  const asked = [], told = [];
  const latest = createLatest({
    ask: (question) => new Promise((resolve, reject) => asked.push({ question, resolve, reject })),
    onAnswer: (answer, question) => told.push([answer, question]),
    onProblem: (sentence, question) => told.push([sentence, question]),
  });
  const settled = () => new Promise((done) => setTimeout(done));
"""


def run(page: Page, script: str) -> Any:
    return page.evaluate(f"async () => {{ {SETUP} {script} }}")


def test_only_the_newest_of_those_that_wait_is_asked(module_page: Page) -> None:
    asked, told = run(
        module_page,
        """
        for (const question of [1, 2, 3]) latest.put(question);
        asked[0].resolve('a');
        await settled();
        asked[1].resolve('b');
        await settled();
        return [asked.map(({ question }) => question), told];
        """,
    )
    assert asked == [1, 3]
    assert told == [["a", 1], ["b", 3]]


def test_a_forgotten_question_s_answer_is_dropped_and_the_next_is_asked(module_page: Page) -> None:
    asked, told = run(
        module_page,
        """
        latest.put(1);
        latest.put(2);
        latest.forget();
        asked[0].resolve('a');
        await settled();
        latest.put(3);
        asked[1].resolve('b');
        await settled();
        return [asked.map(({ question }) => question), told];
        """,
    )
    assert asked == [1, 3]
    assert told == [["b", 3]]


def test_a_refusal_is_told_and_does_not_stop_the_next(module_page: Page) -> None:
    told = run(
        module_page,
        """
        latest.put(1);
        latest.put(2);
        asked[0].reject(new Error('no such unit'));
        await settled();
        asked[1].resolve('b');
        await settled();
        return told;
        """,
    )
    assert told == [["no such unit", 1], ["b", 2]]
