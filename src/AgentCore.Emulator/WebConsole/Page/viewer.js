// A frame over the page, for a live view or a recording.
import { byId } from './dom.js';

const dialog = byId('viewer');
const frame = byId('viewer-frame');

export function openViewer(title, address) {
  byId('viewer-title').textContent = title;
  byId('viewer-tab').href = address;
  frame.title = title;
  frame.src = address;
  dialog.showModal();
  byId('viewer-close').focus();
}

// A session takes one live view at a time: the frame gives its place away.
byId('viewer-tab').addEventListener('click', () => dialog.close());
byId('viewer-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('close', () => { frame.src = 'about:blank'; });
