// What a reader sees of one document, in reading order: text and links. Runs in a world of its own, where nothing that
// the page has redefined gets in the way. tables.js and markdown.js build on it. A frame is a mark that stands for its number in
// what is returned besides; whoever asked reads it and puts its content there.
globalThis.AgentCoreReading ??= (() => {
  const unread = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'CANVAS', 'OBJECT', 'EMBED', 'VIDEO', 'AUDIO', 'INPUT', 'TEXTAREA', 'DATALIST', 'METADATA', 'DEFS', 'SYMBOL']);
  const titles = new Set(['title', 'desc']);

  const rootOf = (host) => globalThis.AgentCoreTrees?.rootOf(host) ?? host.shadowRoot;
  const isFrame = (element) => element.tagName === 'IFRAME' || element.tagName === 'FRAME';

  // What a reader sees below a node: shadow trees, and what is put into their slots. Frames are another document's.
  function children(node) {
    const root = rootOf(node);
    if (root) return root.childNodes;
    if (node.localName === 'slot') {
      const given = node.assignedNodes();
      if (given.length) return given;
    }
    if (node.localName === 'details' && !node.open) return [...node.children].filter((child) => child.localName === 'summary').slice(0, 1);
    return isFrame(node) ? [] : node.childNodes;
  }

  const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;

  // What no reader sees, as it or something around it is not shown.
  function hidden(element) {
    if (unread.has(element.tagName.toUpperCase()) || (titles.has(element.localName) && element.namespaceURI.endsWith('svg'))) return true;
    return getComputedStyle(element).display === 'none';
  }

  const unseen = (element) => hidden(element) || getComputedStyle(element).visibility !== 'visible';

  // ---- Frames

  // No text has these: they stand for nothing, for good.
  const [opening, closing] = ['\uFDD0', '\uFDD1'];
  const plain = (text) => text.replace(/[\uFDD0\uFDD1]/g, '\uFFFD');

  let frames = [];

  function mark(frame) {
    frames.push(frame);
    return `${opening}${frames.length - 1}${closing}`;
  }

  // In a list: with the name of the frame.
  const named = (frame) => mark(frame) + plain(frame.name || frame.title);

  // Elements of a kind of the page's own may have a closed shadow tree, of which nothing is to be seen from here.
  const known = new WeakSet();

  function hasClosed() {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT);
    let found = false;
    while (walker.nextNode()) {
      const element = walker.currentNode;
      if (!element.localName.includes('-') || rootOf(element) || known.has(element) || !element.matches(':defined')) continue;
      known.add(element);
      found = true;
    }
    return found;
  }

  // Calls a function that reads, and gives what it reads, the frames it came across, and whether there may be closed
  // shadow trees that nobody has looked for yet.
  function withFrames(read) {
    frames = [];
    const content = read();
    return [content, frames, hasClosed()];
  }

  // ---- Text, as innerText has it, but for shadow trees and frames

  // Looks at the end of what it has written only: a page may be long.
  class Writer {
    #parts = [];
    #end = '';
    #breaks = 0;
    #space = false;

    get text() { return this.#parts.join('').trim(); }

    #add(words) {
      this.#parts.push(words);
      this.#end = (this.#end + words).slice(-2);
    }

    write(words) {
      if (!words) return;
      if (this.#breaks) this.#add('\n'.repeat(Math.max(0, this.#breaks - /\n*$/.exec(this.#end)[0].length)));
      else if (this.#space && !/\s$/.test(this.#end)) this.#add(' ');
      this.#breaks = 0;
      this.#space = false;
      this.#add(words);
    }

    space() { this.#space ||= this.#end !== ''; }

    newline() {
      this.#space = false;
      if (this.#breaks) this.#breaks++;
      else this.#add('\n');
    }

    // At least so many line breaks before what comes next.
    separate(count) {
      this.#space = false;
      if (this.#end) this.#breaks = Math.max(this.#breaks, count);
    }
  }

  const transforms = {
    uppercase: (text) => text.toUpperCase(),
    lowercase: (text) => text.toLowerCase(),
    capitalize: (text) => text.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase()),
  };

  function writeText(writer, node, style) {
    if (style.visibility !== 'visible') return;
    const text = plain((transforms[style.textTransform] ?? String)(node.data));
    if (/^(pre|pre-wrap|break-spaces)$/.test(style.whiteSpace)) return writer.write(text);
    const lines = style.whiteSpace === 'pre-line' ? text.split('\n') : [text];
    lines.forEach((line, index) => {
      if (index > 0) writer.newline();
      const words = line.replace(/[ \t\r\n\f]+/g, ' ');
      if (words.startsWith(' ')) writer.space();
      writer.write(words.trim() && words.replace(/^ | $/g, ''));
      if (words.endsWith(' ')) writer.space();
    });
  }

  const optionText = (option) => plain(option.label);

  // A closed list shows what is chosen, an open one all that it has.
  function writeList(writer, list) {
    if (list.size < 2 && !list.multiple) return writer.write([...list.selectedOptions].map(optionText).join(', '));
    for (const option of list.options) {
      writer.separate(1);
      writer.write(optionText(option));
    }
  }

  // The value that somebody sees in a field; null where none is to be seen.
  const fieldText = (field) => field.localName === 'textarea' ? field.value
    : field.localName === 'input' && !/^(hidden|password|checkbox|radio|file|image|range|color)$/.test(field.type) ? field.value : null;

  // Cells that fit on a line stand beside one another, others below.
  function writeRow(writer, row, options) {
    const cells = [...children(row)].filter((child) => child.nodeType === 1 && !hidden(child)).map((cell) => textOf(cell, options));
    const separator = cells.some((cell) => cell.includes('\n') || cell.includes(opening)) ? null : '\t';
    writer.separate(1);
    if (separator) writer.write(cells.join(separator).replace(/\t+$/, ''));
    else {
      for (const cell of cells) {
        writer.separate(1);
        writer.write(cell);
      }
    }
    writer.separate(1);
  }

  function writeElement(writer, element, options) {
    const field = options.fields ? fieldText(element) : null;
    if (field !== null) return writer.write(plain(field));
    if (options.fields && element.localName === 'img') return writer.write(plain(element.alt));
    if (hidden(element)) return;
    const style = getComputedStyle(element);
    if (isFrame(element)) {
      if (style.visibility !== 'visible' || !options.frames) return;
      writer.separate(1);
      writer.write(mark(element));
      return writer.separate(1);
    }
    if (element.localName === 'br') return writer.newline();
    if (element.localName === 'select') return style.visibility === 'visible' ? writeList(writer, element) : undefined;
    if (style.display === 'table-row') return writeRow(writer, element, options);
    const breaks = /^(inline|contents|ruby|table-cell)/.test(style.display) ? 0 : element.localName === 'p' ? 2 : 1;
    if (breaks) writer.separate(breaks);
    writeBelow(writer, element, options);
    if (breaks) writer.separate(breaks);
  }

  function writeBelow(writer, node, options) {
    if (node.nodeType === 1 && getComputedStyle(node).contentVisibility === 'hidden') return;
    let style = null;
    for (const child of children(node)) {
      if (child.nodeType === 3) writeText(writer, child, style ??= getComputedStyle(child.parentElement ?? parentOf(child)));
      else if (child.nodeType === 1) writeElement(writer, child, options);
    }
  }

  // What stands in an element, which is taken to be shown itself.
  function textOf(element, options = {}) {
    const writer = new Writer();
    if (element.localName === 'select') writeList(writer, element);
    else writeBelow(writer, element, options);
    return writer.text;
  }

  const bodyOf = (root) => root.nodeType === 9 ? root.body ?? root.documentElement : root;

  function text(root) {
    const from = bodyOf(root);
    if (!from) return '';
    if (isFrame(from)) return mark(from);
    return textOf(from, { frames: true });
  }

  const line = (element, fields) => textOf(element, { fields }).replace(/\s+/g, ' ');

  // ---- Links

  // Of every link, also of those in a menu that is not open.
  function links(root) {
    const from = bodyOf(root);
    const found = [];
    const addressOf = (element) => {
      const given = element.getAttribute('href') ?? element.getAttributeNS?.('http://www.w3.org/1999/xlink', 'href');
      try { return given === null ? null : new URL(given, element.baseURI).href; } catch { return null; }
    };
    const nameOf = (element) => (line(element) || element.getAttribute('aria-label') || line(element, true) || element.getAttribute('alt') || element.getAttribute('title') || '').trim();
    const look = (element) => {
      if (isFrame(element)) return void (unseen(element) || found.push(named(element)));
      if (/^(a|area)$/.test(element.localName)) {
        const url = addressOf(element);
        if (url && !/^javascript:/i.test(url)) found.push({ text: plain(nameOf(element)), url, title: plain(element.getAttribute('title') ?? '') });
      }
      for (const child of children(element)) if (child.nodeType === 1) look(child);
    };
    if (from) look(from);
    return JSON.stringify(found);
  }

  // The outermost elements over which the mouse becomes a hand.
  function pointed(root = document, found = []) {
    const isHand = (element) => element !== null && getComputedStyle(element).cursor === 'pointer';
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const element = walker.currentNode;
      if (isHand(element) && !isHand(parentOf(element))) found.push(element);
      const inner = rootOf(element);
      if (inner) pointed(inner, found);
    }
    return found;
  }

  // ---- The document

  function html(root) {
    const nodes = root.nodeType === 9 ? [...root.childNodes] : [root];
    return nodes.map((node) => node.outerHTML ?? new XMLSerializer().serializeToString(node)).join('\n');
  }

  // A page that came over HTTP knows its own status.
  const about = () => ({
    title: document.title,
    url: location.href,
    state: document.readyState,
    began: performance.timeOrigin,
    status: (location.protocol.startsWith('http') && performance.getEntriesByType('navigation')[0]?.responseStatus) || null,
  });

  return { children, hidden, unseen, isFrame, bodyOf, mark, named, plain, withFrames, line, text, links, pointed, html, about };
})();
