// Pictures of the browser sessions that can be seen, while the page can be seen.
import { read } from './requests.js';

const interval = 1500;
const visible = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      visible.add(entry.target);
    } else {
      visible.delete(entry.target);
    }
  }
}, { rootMargin: '100px' });
const targets = new Map();
let stopped = false;

// Follows a session: show gets each thumbnail.
export function followThumbnail(element, sessionId, show) {
  targets.set(element, { sessionId, show });
  observer.observe(element);
}

export function forgetThumbnail(element) {
  observer.unobserve(element);
  visible.delete(element);
  targets.delete(element);
}

export function stopThumbnails() {
  stopped = true;
}

async function look() {
  if (document.visibilityState === 'visible') {
    await Promise.all([...visible].map(async (element) => {
      const target = targets.get(element);
      try {
        const thumbnail = await read(`/console/sessions/${encodeURIComponent(target.sessionId)}/thumbnail`);
        if (targets.get(element) === target) {
          target.show(thumbnail);
        }
      } catch {
        // The session has just ended, which its card will tell.
      }
    }));
  }

  if (!stopped) {
    setTimeout(look, interval);
  }
}

setTimeout(look, 200);
