// Small helpers for the document. Text is always text: nothing here reads markup.

export const byId = (id) => document.getElementById(id);

// An element with properties and children; a child that is a string is text.
export function create(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) {
      continue;
    }

    if (name === 'data') {
      Object.assign(element.dataset, value);
    } else if (name.startsWith('aria-') || name === 'scope' || name === 'role') {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }

  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

// Sets a text only when it is another, so that selections and screen readers are left alone.
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

// Shows a sentence in an alert, or hides it.
export function tell(element, sentence) {
  element.hidden = !sentence;
  setText(element, sentence ?? '');
}

// Updates the children of a parent to those of a list: kept by their keys, in its order, and moved only when needed.
export function reconcile(parent, items, views, make) {
  const keys = new Set(items.map((item) => item.key));
  for (const [key, view] of views) {
    if (!keys.has(key)) {
      view.element.remove();
      view.close?.();
      views.delete(key);
    }
  }

  let next = parent.firstElementChild;
  for (const { key, value } of items) {
    const known = views.get(key);
    const view = known ?? make(value);
    views.set(key, view);
    view.update(value);
    if (view.element === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(view.element, next);
    }
  }
}
