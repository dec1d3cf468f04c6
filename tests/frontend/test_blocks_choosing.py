"""Which maps the strip asks for while a hand moves the photo, and when it rests."""

from typing import Any

from playwright.sync_api import Page

STEPS = """async (steps) => {
  const { createChoice } = await import('/blocks/choosing.js');
  let wanted = [];
  const choice = createChoice((layers) => wanted.push(layers));
  return steps.map((step) => {
    wanted = [];
    const painted = step.see ? choice.see(step.see) : choice.take(...step.take);
    return { wanted, painted: painted ?? null };
  });
}"""

REST, MOVED = [0.75, 0.25], [0.5, 0.5]


def run(page: Page, *steps: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(STEPS, list(steps))
    return found


def take(maps: list[int], probabilities: list[float], exact: bool) -> dict[str, Any]:
    return {"take": [{"stem": maps}, probabilities, exact]}


SEE = {"see": ["stem"]}


def test_at_rest_the_most_active_maps_are_asked_for(module_page: Page) -> None:
    (seen, *answers) = run(module_page, SEE, take([3, 1], REST, False), take([3, 1], REST, True))
    assert seen["wanted"] == [{"stem": None}]
    assert [answer["wanted"] for answer in answers] == [[], []]
    assert [answer["painted"] for answer in answers] == [["stem"], ["stem"]]


def test_while_the_hand_moves_the_same_maps_follow(module_page: Page) -> None:
    *_, first, second = run(
        module_page, SEE, take([3, 1], REST, True), take([5, 3], MOVED, False),
        take([3, 1], MOVED, False),
    )  # fmt: skip
    assert first == {"wanted": [{"stem": [3, 1]}], "painted": []}  # others would jump
    assert second == {"wanted": [], "painted": ["stem"]}


def test_when_the_hand_rests_they_are_chosen_anew(module_page: Page) -> None:
    *_, ends, chosen, exact = run(
        module_page, SEE, take([3, 1], REST, True), take([3, 1], MOVED, False),
        take([3, 1], MOVED, True), take([5, 3], MOVED, False), take([5, 3], MOVED, True),
    )  # fmt: skip
    assert ends == {"wanted": [{"stem": None}], "painted": ["stem"]}
    assert chosen == {"wanted": [], "painted": ["stem"]}
    assert exact == {"wanted": [], "painted": ["stem"]}  # it comes to an end


def test_a_layer_that_comes_into_sight_on_the_way_keeps_its_first_maps(module_page: Page) -> None:
    *_, seen, answer = run(
        module_page, SEE, take([3, 1], REST, True), take([3, 1], MOVED, False),
        {"see": ["stem", "head"]}, {"take": [{"stem": [3, 1], "head": [7]}, [0.1, 0.9], False]},
    )  # fmt: skip
    assert seen["wanted"] == [{"stem": [3, 1], "head": None}]
    assert answer["wanted"] == [{"stem": [3, 1], "head": [7]}]
