const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that editor and gallery want; later ones win. */
export const stylesheets = [here('../problem.css'), here('./kernel_editor.css'),
  here('./kernel_grid.css'), here('./kernel_tools.css'), here('./kernel_text.css'),
  here('./kernel_gallery.css'), here('./devices.css')];
