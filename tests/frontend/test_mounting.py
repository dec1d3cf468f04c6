"""A view begins with its first mount, takes every later one, and ends when it is unmounted."""

import pytest
from playwright.sync_api import Page

LIFE = """async () => {
  const { mountable } = await import('/ui/mounting.js');
  const told = [];
  const { mount, unmount } = mountable((parent, data) => {
    told.push(['created', data]);
    return { take: (next) => told.push(['takes', next]), destroy: () => told.push(['destroyed']) };
  });
  const [parentElement, other] = [document.body, document.head];
  for (const data of [1, 2]) mount({ parentElement, data });
  for (let again = 0; again < 2; again += 1) unmount(parentElement);
  mount({ parentElement, data: 3 });
  mount({ parentElement: other, data: 4 });
  return told;
}"""


def test_a_view_lives_from_its_first_mount_to_its_unmount(module_page: Page) -> None:
    assert module_page.evaluate(LIFE) == [
        ["created", 1],
        ["takes", 1],
        ["takes", 2],
        ["destroyed"],
        ["created", 3],
        ["takes", 3],
        ["created", 4],
        ["takes", 4],
    ]


@pytest.mark.parametrize("view", ["filters", "digits", "photos", "training"])
def test_each_pages_module_has_what_the_loader_calls(module_page: Page, view: str) -> None:
    exported = module_page.evaluate(
        f"async () => Object.keys(await import('/{view}/{view}_view.js'))"
    )
    assert sorted(exported) == ["mount", "unmount"]
