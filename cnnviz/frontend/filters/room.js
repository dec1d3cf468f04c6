/** @param {string} name @returns {HTMLElement} a room of the view's root */
export function createRoom(name) {
  const room = document.createElement('div');
  room.className = `filters-${name}`;
  return room;
}
