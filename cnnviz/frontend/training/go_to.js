/**
 * From one page of the app to another.
 * @param {string} path
 */

const withoutEnd = (path) => path.replace(/\/$/, '');

/**
 * By the link in Streamlit's own navigation where there is one: the visit goes on, and nothing is
 * loaded again.
 *
 * @param {string} path  such as "/lab/digits"
 */
export function goTo(path) {
  const links = [...document.querySelectorAll('[data-testid="stTopNavLink"]')];
  const link = links.find(({ pathname }) => withoutEnd(pathname) === withoutEnd(path));
  if (link) link.click();
  else location.assign(path);
}
