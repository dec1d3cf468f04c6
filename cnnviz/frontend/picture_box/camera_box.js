/** The visitor's camera, in the page's row of choices: it films, and a press takes a photograph. */

import { createBringer } from '../ui/brought_file.js';
import { createRoot, mountable } from '../ui/mounting.js';

const SHEET = new URL('./picture_box.css', import.meta.url).href;
const BACK_OF_A_PHONE = { video: { facingMode: 'environment' } }; // else the only one there is
const REFUSED = 'The camera can’t be used: allow it in the browser, or choose a picture instead.';
const QUALITY = 0.95;

/**
 * @param {HTMLVideoElement} video
 * @returns {Promise<File>} what it shows now
 */
async function photographOf(video) {
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  /** @type {Blob|null} */
  const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', QUALITY); });
  return new File(blob ? [blob] : [], 'photograph.jpg', { type: 'image/jpeg' });
}

/** @param {ShadowRoot|HTMLElement} parent */
function createCameraBox(parent) {
  const { element, remove } = createRoot(parent, SHEET, 'camera-box');
  delete element.dataset.frame; // nothing of it comes from the engine
  element.role = 'group';
  element.ariaLabel = 'Your camera';
  const bringer = createBringer();
  const video = Object.assign(document.createElement('video'), {
    autoplay: true, muted: true, playsInline: true, ariaLabel: 'What the camera sees',
  });
  const take = Object.assign(document.createElement('button'), {
    type: 'button', textContent: 'Take Photo', disabled: true,
    async onclick() {
      bringer.bring({ file: await photographOf(video), caption: 'Your photograph' });
    },
  });
  const problem = document.createElement('p');
  problem.role = 'alert';
  element.append(video, take, problem);
  let isGone = false;

  /** @type {MediaStream|null} */
  let films = null;

  function stop() {
    for (const track of films?.getTracks() ?? []) track.stop();
  }

  video.onloadeddata = () => { take.disabled = false; };
  navigator.mediaDevices.getUserMedia(BACK_OF_A_PHONE).then((stream) => {
    films = stream;
    video.srcObject = stream;
    if (isGone) stop();
  }, () => { problem.textContent = REFUSED; });

  return {
    take() {}, // the page changes nothing of it
    destroy() {
      isGone = true;
      stop();
      bringer.destroy();
      remove();
    },
  };
}

export const { mount, unmount } = mountable(createCameraBox);
