/** Puts columns where the layout says. */

/**
 * @param {HTMLElement} stage that holds the columns
 * @param {ReturnType<import('./column.js').createColumn>[]} parts one for each column of the layout
 * @param {import('./layout.js').Layout} layout
 */
export function arrange(stage, parts, layout) {
  parts.forEach((part, i) => placeColumn(part, layout.columns[i], layout));
  alignBodies(stage, parts, layout);
}

function placeColumn(part, grid, { mode, compact }) {
  const sideBySide = mode === 'columns';
  part.head.setCompact(compact);
  part.element.style.left = sideBySide ? `${grid.x}px` : '';
  part.element.style.width = sideBySide ? `${grid.columnWidth}px` : '';
  part.body.style.height = grid.height ? `${grid.height}px` : '';
  part.place(grid);
}

/** Bodies begin below the tallest head, links where the bodies do. */
function alignBodies(stage, parts, { mode, bodyHeight }) {
  stage.style.removeProperty('--head-height');
  if (mode === 'rows') return;
  const tallest = Math.max(...parts.map(({ head }) => head.element.offsetHeight));
  stage.style.setProperty('--head-height', `${tallest}px`);
  stage.style.setProperty('--body-height', `${bodyHeight}px`);
}
