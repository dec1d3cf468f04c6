"""The inspector's panel by itself, showing what a test gives it."""

from typing import Any

from playwright.sync_api import Page

from tests.frontend.styling import link_sheets

SETUP = (
    """async ([network, inspected, room]) => {
  const { columnsOf } = await import('/network/columns.js');
  const { createKinds } = await import('/inspector/kinds.js');
  const { neighbors } = await import('/inspector/ways.js');
  const { morph } = await import('/ui/morph.js');
"""
    + link_sheets("/inspector/stylesheets.css")
    + """
  window.panel = document.createElement('section');
  panel.className = 'inspector';
  panel.style.height = '290px';
  document.body.append(panel);
  const columns = columnsOf(network);
  window.picked = [];
  const kinds = createKinds({ onChange: () => show(window.last) });
  window.show = (one) => {
    window.last = one;
    for (const tensor of Object.values(one.tensors)) tensor.data = Float32Array.from(tensor.data);
    morph(panel, kinds.show(one, { ...neighbors(columns, one.layer), room,
      onPick: (unit) => picked.push(unit) }));
  };
  show(inspected);
}"""
)

WIDE = {"width": 914, "height": 236}


def tensor(shape: list[int], data: list[float]) -> dict[str, Any]:
    return {"shape": shape, "data": data}


def open_panel(page: Page, network: dict[str, Any], inspected: dict[str, Any]) -> Page:
    """Show an answer about one of a network's units; ``show(…)`` in the page shows another."""
    page.evaluate(SETUP, [network, inspected, WIDE])
    return page
