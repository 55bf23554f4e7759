// Turns what a reader sees of one document into Markdown, with the marks of reading.js for its frames.
globalThis.AgentCoreMarkdown ??= (() => {
  const { children, isFrame, bodyOf, mark, plain } = AgentCoreReading;
  const { rowsOf, gridOf } = AgentCoreTables;
  const ignored = new Set(['svg', 'select']);

  const hidden = (element) => ignored.has(element.localName) || AgentCoreReading.hidden(element)
    || getComputedStyle(element).visibility === 'hidden';

  // Known for the time of one reading: the question goes down to the leaves.
  let blocky = new Map();

  function isBlock(element) {
    if (!blocky.has(element)) {
      blocky.set(element, isFrame(element) || !/^(inline|contents|ruby)/.test(getComputedStyle(element).display)
        || [...children(element)].some((child) => child.nodeType === 1 && !hidden(child) && isBlock(child)));
    }
    return blocky.get(element);
  }

  const indent = (text, first, rest) => first + text.replace(/\n(?=.)/g, '\n' + rest);

  function fence(text, least) {
    const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    return '`'.repeat(Math.max(least, longest + 1));
  }

  const escape = (text) => text.replace(/[\\`*[\]<]/g, '\\$&').replace(/(?<!\w)_|_(?!\w)/g, '\\_');

  // What would begin a heading, list or quotation by accident.
  const escapeStart = (text) => text.replace(/^(#{1,6}(?= )|[-+>](?= |$)|={3,}$|-{3,}$|~{3})/gm, '\\$1').replace(/^(\d+)([.)] )/gm, '$1\\$2');

  function wrap(mark, text) {
    const inner = text.trim();
    return inner ? text.match(/^\s*/)[0] + mark + inner + mark + text.match(/\s*$/)[0] : text;
  }

  function code(element) {
    const text = plain(element.textContent).replace(/\s+/g, ' ');
    const mark = fence(text, 1);
    const gap = /^`|`$/.test(text) ? ' ' : '';
    return text.trim() ? mark + gap + text + gap + mark : '';
  }

  function image(element) {
    const source = element.currentSrc || element.src;
    return source || element.alt ? `![${escape(plain(element.alt))}](${source.startsWith('data:') ? '' : source})` : '';
  }

  function link(element) {
    const text = inlines(children(element)).trim();
    return text && /^(https?|mailto|ftp|file|tel):/.test(element.href) ? `[${text}](${element.href})` : text;
  }

  const marks = { B: '**', STRONG: '**', I: '*', EM: '*', S: '~~', DEL: '~~' };

  function inline(node) {
    if (node.nodeType === 3) return escape(plain(node.data).replace(/[ \t\r\n\f]+/g, ' '));
    if (node.nodeType !== 1 || hidden(node)) return '';
    switch (node.tagName) {
      case 'BR': return '\n';
      case 'IFRAME': case 'FRAME': return mark(node);
      case 'IMG': return image(node);
      case 'A': return link(node);
      case 'CODE': case 'KBD': case 'SAMP': return code(node);
      default: {
        const text = inlines(children(node));
        return marks[node.tagName] ? wrap(marks[node.tagName], text) : isBlock(node) ? ` ${text} ` : text;
      }
    }
  }

  const inlines = (nodes) => [...nodes].map(inline).join('').replace(/ +/g, ' ').replace(/ ?\n ?/g, '\n');

  const line = (nodes) => inlines(nodes).replace(/\n/g, ' ').trim();

  // The blocks below a node, each a text of one or more lines; what stands between blocks becomes paragraphs.
  function blocks(node) {
    const found = [];
    let run = [];
    const flush = () => {
      const text = inlines(run).trim();
      if (text) found.push(escapeStart(text).replace(/\n/g, '\\\n'));
      run = [];
    };
    for (const child of children(node)) {
      if (child.nodeType === 1 && !hidden(child) && isBlock(child)) {
        flush();
        found.push(...block(child));
      } else run.push(child);
    }
    flush();
    return found;
  }

  function list(element) {
    let number = element.start ?? 1;
    const items = [...children(element)].filter((child) => child.nodeType === 1 && !hidden(child)).map((item) => {
      const mark = element.tagName === 'OL' ? `${number++}. ` : '- ';
      const parts = blocks(item);
      const tight = parts.slice(1).every((part) => /^(- |\d+\. )/.test(part));
      return indent(parts.join(tight ? '\n' : '\n\n'), mark, ' '.repeat(mark.length));
    });
    return items.join('\n');
  }

  function pre(element) {
    const text = plain(element.innerText).replace(/\n$/, '');
    const language = /\blang(?:uage)?-([\w+#-]+)/.exec(`${element.className} ${element.querySelector('code')?.className ?? ''}`)?.[1] ?? '';
    const mark = fence(text, 3);
    return `${mark}${language}\n${text}\n${mark}`;
  }

  // A cell that spans several stands in the first of them.
  function table(element) {
    const rows = rowsOf(element).flatMap(gridOf);
    const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
    if (width < 2 || element.getAttribute('role') === 'presentation') return rows.flatMap(({ own }) => [...own].flatMap(({ cell }) => blocks(cell)));
    const text = ({ own, cells }) => {
      const texts = cells.map((one, at) => one && own.has(one) && cells[at - 1] !== one ? line(children(one.cell)).replace(/\|/g, '\\|') : '');
      return `| ${[...texts, ...Array(width - texts.length).fill('')].join(' | ')} |`;
    };
    const headed = rows[0].head || [...rows[0].own].every(({ header }) => header);
    const head = headed ? text(rows.shift()) : `|${'  |'.repeat(width)}`;
    const grid = [head, `|${' --- |'.repeat(width)}`, ...rows.map(text)].join('\n');
    return element.caption && !hidden(element.caption) ? [...blocks(element.caption), grid] : [grid];
  }

  function block(element) {
    switch (element.tagName) {
      case 'H1': case 'H2': case 'H3': case 'H4': case 'H5': case 'H6': {
        const text = line(children(element));
        return text ? [`${'#'.repeat(+element.tagName[1])} ${text}`] : [];
      }
      case 'UL': case 'OL': case 'MENU': return [list(element)].filter(Boolean);
      case 'PRE': return [pre(element)];
      case 'TABLE': return table(element);
      case 'HR': return ['---'];
      case 'IFRAME': case 'FRAME': return [mark(element)];
      case 'BLOCKQUOTE': return [blocks(element).join('\n\n').replace(/^/gm, '> ').replace(/ $/gm, '')].filter((text) => text !== '>');
      case 'IMG': return [image(element)].filter(Boolean);
      case 'A': return blocks(element).length === 1 ? [link(element)] : blocks(element);
      default: return blocks(element);
    }
  }

  return (root) => {
    blocky = new Map();
    const from = bodyOf(root);
    if (!from) return '';
    if (root.nodeType === 9 && !root.body) return plain(from.textContent);
    return (isBlock(from) ? block(from).join('\n\n') : inline(from)).trim();
  };
})();
