// Finds and describes elements of one document, and says what is in the way of using one. Runs in a world of its own,
// where nothing that the page has redefined gets in the way. fields.js adds what sets fields.
globalThis.AgentCoreElements ??= (() => {
  // Closed shadow roots, by their hosts: the page's scripts cannot see them, but the debugging protocol hands them over.
  const closedRoots = new WeakMap();
  const rootOf = (host) => host.shadowRoot ?? closedRoots.get(host);

  // Returns whether any of them was not known.
  const adopt = (...roots) => roots.filter((root) => !rootOf(root.host)).map((root) => closedRoots.set(root.host, root)).length > 0;

  // Makes known what encloses an element that was found in another way.
  function adoptAround(element) {
    for (let root = element.getRootNode(); root.host; root = root.host.getRootNode()) adopt(root);
  }

  // Above an element in the tree as it is shown: slots and hosts of shadow roots included.
  const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;

  function closest(element, fits) {
    while (element && !fits(element)) element = parentOf(element);
    return element;
  }

  const contains = (outer, inner) => closest(inner, (element) => element === outer) !== null;

  // Every element below a node in document order, shadow trees included.
  function below(node, found = []) {
    const own = node.nodeType === 1 && rootOf(node);
    if (own) below(own, found);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      found.push(walker.currentNode);
      const root = rootOf(walker.currentNode);
      if (root) below(root, found);
    }
    return found;
  }

  const treesBelow = (node) => [node, ...[node, ...below(node)].map((element) => element.nodeType === 1 && rootOf(element)).filter(Boolean)];

  // ---- Selectors

  // The parts of a selector between separators that stand in no brackets, quotes or escapes.
  function split(selector, separator) {
    const parts = [''];
    let depth = 0;
    for (const [token] of selector.matchAll(/\\[^]|"(?:\\[^]|[^"])*"|'(?:\\[^]|[^'])*'|[^]/g)) {
      depth += token === '(' || token === '[' ? 1 : token === ')' || token === ']' ? -1 : 0;
      if (token === separator && depth === 0) parts.push('');
      else parts[parts.length - 1] += token;
    }
    return parts;
  }

  // A selector counts within each tree; a space in it may also lead from a host into its shadow tree.
  function select(scope, selector) {
    const found = new Set(treesBelow(scope).flatMap((tree) => [...tree.querySelectorAll(selector)]));
    for (const one of split(selector, ',')) {
      const words = split(one.trim().replace(/\s*([>+~])\s*/g, '$1'), ' ').filter(Boolean);
      for (let at = 1; at < words.length; at++) {
        for (const host of select(scope, words.slice(0, at).join(' '))) {
          for (const tree of treesBelow(host).slice(1)) {
            tree.querySelectorAll(words.slice(at).join(' ')).forEach((element) => found.add(element));
          }
        }
      }
    }
    return found;
  }

  // ---- Texts

  const plain = (text) => text.replace(/[\u00ad\u200b-\u200d\ufeff]/g, '').replace(/\s+/g, ' ').trim();
  const normal = (text) => plain(text).toLowerCase();
  const asLabel = (text) => plain(text).replace(/[\s:*]+$/, '');
  const silent = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'TITLE', 'TEXTAREA', 'SELECT', 'DATALIST', 'IFRAME', 'OBJECT']);
  const ofButton = (input) => input.value || { submit: 'Submit', reset: 'Reset', image: input.alt }[input.type] || '';
  const isButton = (element) => element.localName === 'input' && ['button', 'submit', 'reset', 'image'].includes(element.type);

  // What is clicked as a whole, whatever it is made of.
  const parts = 'button, a[href], label, summary, option, input, select, textarea, [role=button], [role=link], [role=tab], [role=option], [role=checkbox], [role=radio], [role=switch], [role^=menuitem], [role=treeitem]';

  // What a reader sees of elements; remembered for one search.
  function reader() {
    const known = new Map();
    function read(node) {
      if (node.nodeType === 3) return node.data;
      if (node.nodeType !== 1 && node.nodeType !== 11) return '';
      if (!known.has(node)) known.set(node, ofElement(node));
      return known.get(node);
    }
    const childrenOf = (node) => rootOf(node)?.childNodes
      ?? (node.localName === 'slot' && node.assignedNodes().length ? node.assignedNodes() : node.childNodes);
    function ofElement(element) {
      if (silent.has(element.tagName)) return '';
      if (isButton(element)) return ofButton(element);
      if (element.localName === 'br') return ' ';
      const style = getComputedStyle(element);
      const inner = [...childrenOf(element)].filter((child) => !isHiddenIn(child, style)).map(read).join('');
      return inner && !/^(inline|contents|none)/.test(style.display) ? ` ${inner} ` : inner;
    }
    // What is hidden has a text of its own, but is not a part of what its parent shows.
    function isHiddenIn(child, around) {
      if (child.nodeType !== 1) return false;
      const style = getComputedStyle(child);
      return style.display === 'none' || (style.visibility !== 'visible' && around.visibility === 'visible');
    }
    return (element) => element.localName === 'option' ? element.label : read(element);
  }

  // PowerShell's wildcards as a regular expression; null where there are none, or they cannot be read.
  function wildcard(pattern) {
    if (!/[*?[]/.test(pattern)) return null;
    const source = pattern.replace(/`([^])|\*|\?|\[([^\]]+)\]|[^]/g, (token, escaped, set) =>
      token === '*' ? '[^]*' : token === '?' ? '[^]' : set ? `[${set.replace(/[\\\]^]/g, '\\$&')}]` : (escaped ?? token).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
    try { return new RegExp(`^${source}$`, 'i'); } catch { return null; }
  }

  // How well a text fits: 0 as a whole, 1 holds what is wanted, 2 by wildcards, 3 not at all.
  function matcher(wanted) {
    const words = normal(wanted);
    const pattern = wildcard(plain(wanted));
    return (text) => {
      const normalized = normal(text);
      return normalized === words ? 0 : normalized.includes(words) ? 1 : pattern?.test(normalized) ? 2 : 3;
    };
  }

  function labelsOf(element, read) {
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const legend = element.localName === 'fieldset' ? [element.querySelector(':scope > legend')] : [];
    const texts = [...element.labels ?? [], ...legend, ...ids.map((id) => element.getRootNode().getElementById?.(id))].filter(Boolean).map(read);
    const found = [...texts, element.getAttribute('aria-label') ?? ''].map(asLabel).filter(Boolean);
    // A field that nothing else labels is called by its title.
    return found.length || !element.labels ? found : [asLabel(element.title)].filter(Boolean);
  }

  // The texts of an element that a way of naming looks at.
  const texts = {
    text: (element, read) => silent.has(element.tagName) ? [] : [read(element)],
    label: labelsOf,
    placeholder: (element) => [element.getAttribute('placeholder')].filter(Boolean),
    testId: (element) => [element.getAttribute('data-testid')].filter(Boolean),
    key: (element) => [element.getAttribute('name'), element.id].filter(Boolean),
  };

  function innermost(elements) {
    const all = new Set(elements);
    for (const element of elements) {
      for (let outer = parentOf(element); outer; outer = parentOf(outer)) all.delete(outer);
    }
    return [...all];
  }

  // Keeps the elements whose texts fit best, and how well they do.
  function byText(elements, way, wanted, read) {
    const fit = matcher(way === 'label' ? asLabel(wanted) : wanted);
    const ranks = new Map(elements.map((element) => [element, Math.min(3, ...texts[way](element, read).filter((text) => text.trim()).map(fit))]));
    const rank = Math.min(3, ...ranks.values());
    const found = rank < 3 ? elements.filter((element) => ranks.get(element) === rank) : [];
    return { rank, found: way === 'text' ? innermost(found) : found };
  }

  // What a query names: [rank, [[element, description], ...]].
  function find(query, scope, ...candidates) {
    const read = reader();
    let picked;
    try { picked = query.selector ? select(scope, query.selector) : null; } catch (error) {
      if (error.name === 'SyntaxError') return ['not a selector'];
      throw error;
    }
    // The browser's own parts, such as the calendar of a date field, are roles as well, but no elements of the page.
    const isOwn = (element) => /^(input|select|textarea|video|audio|details|meter|progress)$/.test(element.getRootNode().host?.localName);
    const within = (element) => element.nodeType === 1 && !isOwn(element) && (scope === document || (element !== scope && contains(scope, element)));
    let found = (candidates.length ? candidates.filter(within) : below(scope)).filter((element) => !picked || picked.has(element));
    let worst = 0;
    for (const way of ['testId', 'placeholder', 'label', 'text']) {
      if (query[way] == null) continue;
      const best = byText(found, way, query[way], read);
      found = best.found;
      worst = Math.max(worst, best.rank);
    }
    if (query.field != null) {
      const best = globalThis.AgentCoreFields.fieldsOf(query.field, found);
      found = best.found;
      worst = best.rank;
    }
    return [worst, found.map(described)];
  }

  // Texts that a query could have meant.
  function names(query, scope) {
    const read = reader();
    const way = ['text', 'label', 'placeholder', 'testId'].find((one) => query[one] != null);
    const all = below(scope);
    if (query.field != null) return globalThis.AgentCoreFields.namesOf(all);
    const given = way === 'text'
      ? [...innermost(all.filter((element) => read(element).trim() && visible(element))), ...all.filter((one) => one.matches(parts) && visible(one))].map(read)
      : way ? all.flatMap((element) => texts[way](element, read))
        : all.flatMap((element) => [element.id && `#${element.id}`, ...[...element.classList].map((one) => `.${one}`), element.localName]);
    return [...new Set(given.map(plain))].filter((text) => text && text.length <= 80).slice(0, 2000);
  }

  // How well names fit, as Chromium gives them for the elements of a role: the best rank, and which have it.
  function fits(names, wanted) {
    const fit = matcher(asLabel(wanted));
    const ranks = names.map((name) => fit(asLabel(name)));
    const rank = Math.min(3, ...ranks);
    return [rank, rank < 3 ? ranks.flatMap((one, index) => one === rank ? [index] : []) : []];
  }

  // ---- States

  function visible(element) {
    if (element.localName === 'option' || element.localName === 'optgroup') {
      const list = element.closest('select');
      if (list) return visible(list);
    }
    if (!element.isConnected) return false;
    if (getComputedStyle(element).display === 'contents') return [...element.children].some(visible) || plain(element.textContent) !== '' && visible(parentOf(element));
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
      default: return element.isContentEditable ? element.innerText : element.getAttribute('aria-valuetext') ?? element.getAttribute('aria-valuenow');
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
    if (element.localName === 'input' && ['checkbox', 'radio'].includes(element.type)) return element.indeterminate ? null : element.checked;
    if (element.localName === 'option') return element.selected;
    const state = /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/.test(element.getAttribute('role')) ? element.getAttribute('aria-checked') : null;
    return state === 'true' ? true : state === 'mixed' || state === null ? null : false;
  }

  function boxOf(element) {
    const { x, y, width, height } = element.getBoundingClientRect();
    return width > 0 || height > 0 ? [x, y, width, height] : null;
  }

  function describe(element) {
    adoptAround(element);
    const attributes = [...element.attributes].filter((one) => !(one.name === 'value' && isSecret(element))).map((one) => [one.name, one.value]);
    return {
      connected: element.isConnected, tag: element.localName, text: textOf(element), value: valueOf(element), attributes, box: boxOf(element),
      visible: visible(element), enabled: enabled(element), checked: checkedOf(element), acts: closest(element, (one) => one.matches(parts)) !== null,
    };
  }

  const described = (element) => element && [element, JSON.stringify(describe(element))];

  // An element in a few words: div#cart.open "3 apples".
  function brief(element) {
    const text = plain(isSecret(element) ? '' : textOf(element));
    return `${element.localName}${element.id && `#${element.id}`}${[...element.classList].slice(0, 3).map((one) => `.${one}`).join('')}${text && ` "${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`}`;
  }

  // ---- Whether it can be used

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
    return writable && (element.readOnly || closest(element, (one) => one.getAttribute('aria-readonly') === 'true')) ? 'readonly' : null;
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
    const part = closest(element, (one) => one.matches(parts));
    if (contains(element, hit) || (part && hit === part) || controlOf(hit) === element) return null;
    const known = hit.id || hit.classList.length ? null : closest(hit, (one) => one.id || one.classList.length);
    return brief(hit) + (known && known !== document.body ? ` in ${brief(known).replace(/ ".*/, '')}` : '');
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
  const scroll = (element, turn) => element.scrollIntoView({ block: ['center', 'end', 'start'][turn % 3], inline: 'nearest', behavior: 'instant' });

  return { adopt, find, fits, names, describe, described, problem, still, cover, outward, scroll, brief, visible, rootOf, controlOf, below, byText, labelsOf, reader, checkedOf, enabled };
})();
