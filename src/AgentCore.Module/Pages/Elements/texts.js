// Reads what elements show, and compares it with what is wanted.
globalThis.AgentCoreTexts ??= (() => {
  const { parentOf, rootOf } = globalThis.AgentCoreTrees;

  const plain = (text) => text.replace(/[\u00ad\u200b-\u200d\ufeff]/g, '').replace(/\s+/g, ' ').trim();
  const normal = (text) => plain(text).toLowerCase();
  const asLabel = (text) => plain(text).replace(/[\s:*]+$/, '');
  const silent = new Set([
    'SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'TITLE', 'TEXTAREA', 'SELECT', 'DATALIST', 'IFRAME', 'OBJECT',
  ]);
  const ofButton = (input) => input.value || { submit: 'Submit', reset: 'Reset', image: input.alt }[input.type] || '';
  const isButton = (element) => element.localName === 'input' && ['button', 'submit', 'reset', 'image'].includes(element.type);

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
    const source = pattern.replace(/`([^])|\*|\?|\[([^\]]+)\]|[^]/g, (token, escaped, set) => {
      if (token === '*') return '[^]*';
      if (token === '?') return '[^]';
      return set ? `[${set.replace(/[\\\]^]/g, '\\$&')}]` : (escaped ?? token).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    });
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
    const others = ids.map((id) => element.getRootNode().getElementById?.(id));
    const labels = [...element.labels ?? [], ...legend, ...others].filter(Boolean).map(read);
    const found = [...labels, element.getAttribute('aria-label') ?? ''].map(asLabel).filter(Boolean);
    // What is switched on and off is called by what it shows.
    if (!found.length && /^(switch|checkbox|menuitemcheckbox)$/.test(element.getAttribute('role'))) {
      found.push(...[asLabel(read(element))].filter(Boolean));
    }
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
    const rankOf = (element) => Math.min(3, ...texts[way](element, read).filter((text) => text.trim()).map(fit));
    const ranks = new Map(elements.map((element) => [element, rankOf(element)]));
    const rank = Math.min(3, ...ranks.values());
    const found = rank < 3 ? elements.filter((element) => ranks.get(element) === rank) : [];
    return { rank, found: way === 'text' ? innermost(found) : found };
  }

  // How well names fit, as Chromium gives them for the elements of a role: the best rank, and which have it.
  function fits(names, wanted) {
    const fit = matcher(asLabel(wanted));
    const ranks = names.map((name) => fit(asLabel(name)));
    const rank = Math.min(3, ...ranks);
    return [rank, rank < 3 ? ranks.flatMap((one, index) => one === rank ? [index] : []) : []];
  }

  return { plain, isButton, ofButton, reader, labelsOf, textsBy: texts, innermost, byText, fits };
})();
