// Describes elements, and says what is in the way of using one.
globalThis.AgentCoreStates ??= (() => {
  const { adoptAround, closest, contains, rootOf, parentOf } = globalThis.AgentCoreTrees;
  const { plain, isButton, ofButton, reader } = globalThis.AgentCoreTexts;

  // What is clicked as a whole, whatever it is made of.
  const parts = 'button, a[href], label, summary, option, input, select, textarea, [role=button], [role=link], [role=tab], '
    + '[role=option], [role=checkbox], [role=radio], [role=switch], [role^=menuitem], [role=treeitem]';
  const isPart = (element) => element.matches(parts);

  function visible(element) {
    if (element.localName === 'option' || element.localName === 'optgroup') {
      const list = element.closest('select');
      if (list) return visible(list);
    }
    if (!element.isConnected) return false;
    if (getComputedStyle(element).display === 'contents') {
      return [...element.children].some(visible) || (plain(element.textContent) !== '' && visible(parentOf(element)));
    }
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  }

  const enabled = (element) => !closest(element, (one) => one.matches(':disabled, [inert], [aria-disabled="true" i]'));
  const controlOf = (element) => (element.localName === 'label' ? element : element.closest('label'))?.control ?? null;
  const isSecret = (element) => element.localName === 'input' && element.type === 'password';

  function valueOf(element) {
    if (isSecret(element)) return null;
    switch (element.localName) {
      case 'select': return element.multiple ? [...element.selectedOptions].map((option) => option.value) : element.value;
      case 'input': return element.type === 'file' ? [...element.files].map((file) => file.name).join(', ') : element.value;
      case 'textarea': case 'option': case 'output': return element.value;
      case 'progress': case 'meter': return String(element.value);
      default:
        return element.isContentEditable ? element.innerText
          : element.getAttribute('aria-valuetext') ?? element.getAttribute('aria-valuenow');
    }
  }

  function textOf(element) {
    if (element.localName === 'select') return [...element.selectedOptions].map((option) => option.label).join(', ');
    if (element.localName === 'option') return element.label;
    if (isButton(element)) return ofButton(element);
    const root = rootOf(element);
    return (root ? plain(reader()(element)) : element.innerText ?? element.textContent ?? '').trim();
  }

  function checkedOf(element) {
    if (element.matches('input[type=checkbox], input[type=radio]')) return element.indeterminate ? null : element.checked;
    if (element.localName === 'option') return element.selected;
    const isBox = /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/.test(element.getAttribute('role'));
    const state = isBox ? element.getAttribute('aria-checked') : 'mixed';
    return state === 'mixed' ? null : state === 'true';
  }

  function boxOf(element) {
    const { x, y, width, height } = element.getBoundingClientRect();
    return width > 0 || height > 0 ? [x, y, width, height] : null;
  }

  function describe(element) {
    adoptAround(element);
    const isKept = (attribute) => !(attribute.name === 'value' && isSecret(element));
    return {
      connected: element.isConnected,
      tag: element.localName,
      text: textOf(element),
      value: valueOf(element),
      attributes: [...element.attributes].filter(isKept).map((one) => [one.name, one.value]),
      box: boxOf(element),
      visible: visible(element),
      enabled: enabled(element),
      checked: checkedOf(element),
      acts: closest(element, isPart) !== null,
    };
  }

  const described = (element) => element && [element, JSON.stringify(describe(element))];

  // An element in a few words: div#cart.open "3 apples".
  function brief(element) {
    const id = element.id && `#${element.id}`;
    const classes = [...element.classList].slice(0, 3).map((one) => `.${one}`).join('');
    const text = plain(isSecret(element) ? '' : textOf(element));
    return element.localName + id + classes + (text && ` "${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`);
  }

  // A page in the background gets no frames.
  const frame = () => new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 250); });

  // Where to click: the middle of the first part of it that is in view; null where none is.
  function pointOf(element) {
    for (const { left, top, right, bottom } of element.getClientRects()) {
      const [x0, y0, x1, y1] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
      if (x1 - x0 >= 1 && y1 - y0 >= 1) return [(x0 + x1) / 2, (y0 + y1) / 2];
    }
    return null;
  }

  // Waits for two frames; null where it moved or changed its size meanwhile, else where to click it.
  async function still(element) {
    const place = () => JSON.stringify(boxOf(element));
    const before = place();
    await frame();
    await frame();
    return place() === before ? pointOf(element) ?? [] : null;
  }

  // What is in the way of using an element now; null where nothing is.
  function problem(element, { shown, usable, writable }) {
    if (!element.isConnected) return 'gone';
    if (shown && !visible(element)) return 'hidden';
    if (usable && !enabled(element)) return 'disabled';
    const isFixed = () => element.readOnly || closest(element, (one) => one.getAttribute('aria-readonly') === 'true');
    return writable && isFixed() ? 'readonly' : null;
  }

  function at(x, y) {
    let hit = document.elementFromPoint(x, y);
    for (let root = hit && rootOf(hit); root; root = rootOf(hit)) {
      const inner = root.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  }

  // What covers an element at a point, in words; null where a click there reaches it, or its label, or the button or
  // link that it is a part of.
  function cover(element, x, y) {
    adoptAround(element);
    const hit = at(x, y);
    if (!hit) return 'nothing: the point lies outside of the view';
    const part = closest(element, isPart);
    if (contains(element, hit) || (part && hit === part) || controlOf(hit) === element) return null;
    const known = hit.id || hit.classList.length ? null : closest(hit, (one) => one.id || one.classList.length);
    return brief(hit) + (known && known !== document.body ? ` in ${brief(known).replace(/ ".*/, '')}` : '');
  }

  // A drag of the browser's own, which an element that is draggable begins, and where it has come to.
  const drag = { began: false, over: false };
  addEventListener('dragstart', (event) => setTimeout(() => { drag.began = !event.defaultPrevented; }), true);
  addEventListener('dragover', () => { drag.over = true; }, true);

  function forgetDrag() {
    drag.began = drag.over = false;
  }

  // From a point of a frame's document to the same point of the document that has the frame.
  function outward(owner, x, y) {
    const { left, top, width, height } = owner.getBoundingClientRect();
    const style = getComputedStyle(owner);
    const scale = (whole, shown) => whole ? shown / whole : 1;
    return [
      left + (owner.clientLeft + parseFloat(style.paddingLeft) + x) * scale(owner.offsetWidth, width),
      top + (owner.clientTop + parseFloat(style.paddingTop) + y) * scale(owner.offsetHeight, height),
    ];
  }

  // Scrolls it to another place than before, away from what sticks to an edge of the view.
  const scroll = (element, turn) => element.scrollIntoView({
    block: ['center', 'end', 'start'][turn % 3], inline: 'nearest', behavior: 'instant',
  });

  // Whether a click reaches it without scrolling; not known in a frame, which may be out of the page's view itself.
  function isInReach(element) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isWhole = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const point = pointOf(element);
    return window.top === window && isWhole && point !== null && cover(element, ...point) === null;
  }

  // Where to click an element that can be used, and what covers it there; else what is in the way. In the first turn (0)
  // that may be that the browser has to scroll; null when it has.
  async function ready(element, need, turn) {
    const found = problem(element, need);
    if (found || !need.still) return { problem: found };
    if (turn === 0 && !(need.uncovered && isInReach(element))) return { problem: 'unscrolled' };
    if (turn > 0) scroll(element, turn - 1);
    const point = await still(element);
    if (!point?.length) return { problem: point ? 'outside' : 'moving' };
    const [x, y] = point;
    return { problem: null, x, y, cover: need.uncovered ? cover(element, x, y) : null };
  }

  return { isPart, visible, enabled, controlOf, checkedOf, describe, described, brief, ready, cover, drag, forgetDrag, outward };
})();
