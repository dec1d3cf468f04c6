"""A page of the tests' own browser is empty again for whoever gets it next."""

from playwright.sync_api import Page

from tests.visitors import Visitors

LEAVE_TRACES = """async () => {
  window.left = 1;
  document.cookie = 'left=1';
  localStorage.left = sessionStorage.left = 1;
  await new Promise((onsuccess) => Object.assign(indexedDB.open('left'), { onsuccess }));
  addEventListener('pagehide', () => { localStorage.left = sessionStorage.left = 2; });
  history.pushState(null, '', '/elsewhere');
  document.body.append('left');
}"""
FIND_TRACES = """async () => [
  window.left ?? '', document.cookie, localStorage.left ?? '',
  sessionStorage.left ?? '', document.body.textContent,
  await indexedDB.databases(),
]"""
NONE = ["", "", "", "", "", []]


def test_a_page_is_kept_and_what_was_left_on_it_is_not(
    visitors: Visitors, frontend_url: str
) -> None:
    pages: list[Page] = []
    for _ in range(2):
        with visitors.invited() as invite:
            page = invite(frontend_url, width=400, theme="dark")
            assert page.evaluate(FIND_TRACES) == NONE
            page.evaluate(LEAVE_TRACES)
            page.mouse.down()
            page.context.new_page()
            pages.append(page)
    (first, second) = pages
    assert first is second
    assert first.context.pages == [first]
    assert first.go_back() is None


def test_a_page_that_was_closed_is_given_to_nobody(visitors: Visitors, frontend_url: str) -> None:
    for _ in range(2):
        with visitors.invited() as invite:
            page = invite(frontend_url)
            assert page.evaluate(FIND_TRACES) == NONE
            page.close()
