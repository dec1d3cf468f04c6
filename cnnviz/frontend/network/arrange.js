/** Puts columns where the layout says. */

/**
 * @typedef {import('./layout.js').Layout} Layout
 *
 * @param {HTMLElement} stage that holds the columns
 * @param {import('./column.js').ColumnView[]} parts one for each column of the layout
 * @param {Layout} layout
 */
export function arrange(stage, parts, layout) {
  parts.forEach((part, i) => placeColumn(part, layout.columns[i], layout));
  alignBodies(stage, parts, layout);
}

/**
 * @param {import('./column.js').ColumnView} part
 * @param {Layout['columns'][number]} grid
 * @param {Layout} layout
 */
function placeColumn(part, grid, { mode, compact }) {
  const sideBySide = mode === 'columns';
  part.head.setCompact(compact);
  part.element.style.left = sideBySide ? `${grid.x}px` : '';
  part.element.style.width = sideBySide ? `${grid.columnWidth}px` : '';
  part.body.style.height = grid.height ? `${grid.height}px` : '';
  part.place(grid);
}

/**
 * Bodies begin below the tallest head, links where the bodies do.
 * @param {HTMLElement} stage
 * @param {import('./column.js').ColumnView[]} parts
 * @param {Layout} layout
 */
function alignBodies(stage, parts, { mode, bodyHeight }) {
  stage.style.removeProperty('--head-height');
  if (mode === 'rows') return;
  const tallest = Math.max(...parts.map(({ head }) => head.element.offsetHeight));
  stage.style.setProperty('--head-height', `${tallest}px`);
  stage.style.setProperty('--body-height', `${bodyHeight}px`);
}
