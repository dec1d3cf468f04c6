"""A server's answers about heatmaps, small enough to predict, for a page with `createHeatmap`."""

from playwright.sync_api import Locator, Page

from tests.frontend.styling import link_sheets

LABELS = [
    "tabby cat",
    "Egyptian cat",
    "tiger cat",
    "espresso",
    "cup",
    "crane",
    "black crane",
    "necklace",
    "lace-up boot",
    "place mat",
    "missile",
    "crate",
]
GROUPS = [
    "cat",
    "cat",
    "cat",
    "food",
    "things",
    "vehicle",
    "bird",
    "clothes",
    "clothes",
    "home",
    "vehicle",
    "things",
]

# `heat` below a picture that is all grey; `asked` holds each question with `answer(change)` and
# `refuse(sentence)`. Value i of a 4 × 4 heatmap is i / 15, of a signed one (i − 7) / 16; with
# random weights they run the other way. Occlusion has 4 places, a row each.
SET_UP = (
    """async ({ labels, groups, options }) => {
  const { createHeatmap } = await import('/heatmap/heatmap.js');
"""
    + link_sheets("/heatmap/stylesheets.css")
    + """
  window.asked = [];
  const signed = ['occlusion', 'integrated_gradients'];
  const valuesOf = ({ method, random }, done) => Float32Array.from({ length: 16 }, (_, i) => {
    const at = random ? 15 - i : i;
    const value = signed.includes(method) ? (at - 7) / 16 : at / 15;
    return method === 'occlusion' && i >= 4 * done ? 0 : value;
  });
  const frameOf = (question, { values = null, ...change }) => {
    const isSlow = question.method === 'occlusion';
    const [done, total] = isSlow ? [question.done + 1, 4] : [1, 1];
    const message = { type: 'heat', ...question, done, total, probability: 0.56, score: 5.83,
      baseline_score: question.method === 'integrated_gradients' ? 0.5 : null,
      likeness: question.random && done === total ? 0.12 : null, ...change };
    const data = values ? Float32Array.from(values) : valuesOf(question, done);
    const side = Math.sqrt(data.length);
    return { message, tensors: { heat: { shape: [side, side], data } } };
  };
  window.ask = (question) => new Promise((resolve, reject) => {
    asked.push({ question,
      answer: (change = {}) => resolve(frameOf(question, change)),
      refuse: (sentence) => reject(new Error(sentence)) });
  });
  const under = document.createElement('canvas');
  [under.width, under.height] = [4, 4];
  under.getContext('2d').fillRect(0, 0, 4, 4);
  window.heat = createHeatmap(
    { ask, patchSizes: [16, 32, 48, 64], picture: () => under, ...options });
  const stage = document.createElement('div');
  stage.style.cssText = 'position: relative; width: 200px; height: 200px; background: grey';
  stage.append(heat.overlay);
  document.body.replaceChildren(stage, heat.element);
  heat.describe(labels, groups);
  window.look = (top = 0, isExact = true) => heat.read(Float32Array.from(labels,
    (_, i) => (i === top ? 0.56 : 0.44 / labels.length - 0.001 * i)), isExact);
}"""
)


def set_up(page: Page, *, labels: list[str] = LABELS, **options: object) -> Page:
    """Put a heatmap's overlay and controls on a page; nothing has been looked at yet."""
    page.evaluate(SET_UP, {"labels": labels, "groups": GROUPS, "options": options})
    return page


def look(page: Page, top: int = 0, *, exact: bool = True) -> None:
    """Let the network look at a picture that has class `top` ahead."""
    page.evaluate("([top, isExact]) => look(top, isExact)", [top, exact])


def asked(page: Page) -> list[dict[str, object]]:
    """List all that has been asked so far."""
    questions: list[dict[str, object]] = page.evaluate("asked.map(({ question }) => question)")
    return questions


def answer(page: Page, index: int = -1, **change: object) -> None:
    """Answer a question, with other `values` or another message where that matters."""
    page.evaluate("([index, change]) => asked.at(index).answer(change)", [index, change])


def choose(page: Page, name: str) -> None:
    """Choose a method, or one of the classes that stand there."""
    page.get_by_role("radio", name=name).check()


def box(page: Page) -> Locator:
    """Return the box in which any class is looked for."""
    return page.get_by_role("combobox", name="Another class")
