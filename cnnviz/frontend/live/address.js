/**
 * @param {string} basePath the path the app is served under: '' or such as '/lab'
 * @param {{protocol: string, host: string}} location the page's
 * @returns {string} where the live engine listens
 */
export function liveUrl(basePath, location) {
  const path = basePath.split('/').filter(Boolean).join('/');
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}/${path ? `${path}/` : ''}live`;
}
