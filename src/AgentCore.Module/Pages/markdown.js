// Turns the page into Markdown. Runs in a world of its own, where nothing that the page has redefined gets in the way.
(() => {
  const ignored = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'SVG', 'CANVAS', 'OBJECT', 'INPUT', 'SELECT', 'TEXTAREA']);

  // What a reader sees below a node: shadow trees, slots and frames that are open.
  function children(node) {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.tagName === 'SLOT' && node.assignedNodes().length) return node.assignedNodes();
    if (node.tagName === 'IFRAME') return node.contentDocument?.body?.childNodes ?? [];
    return node.childNodes;
  }

  function hidden(element) {
    if (ignored.has(element.tagName.toUpperCase())) return true;
    const style = getComputedStyle(element);
    return style.display === 'none' || style.visibility === 'hidden';
  }

  const isBlock = (element) => !/^(inline|contents|ruby)/.test(getComputedStyle(element).display)
    || [...children(element)].some((child) => child.nodeType === 1 && !hidden(child) && isBlock(child));

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
    const text = element.textContent.replace(/\s+/g, ' ');
    const mark = fence(text, 1);
    const gap = /^`|`$/.test(text) ? ' ' : '';
    return text.trim() ? mark + gap + text + gap + mark : '';
  }

  function image(element) {
    const source = element.currentSrc || element.src;
    return source || element.alt ? `![${escape(element.alt)}](${source.startsWith('data:') ? '' : source})` : '';
  }

  function link(element) {
    const text = inlines(children(element)).trim();
    return text && /^(https?|mailto|ftp|file|tel):/.test(element.href) ? `[${text}](${element.href})` : text;
  }

  const marks = { B: '**', STRONG: '**', I: '*', EM: '*', S: '~~', DEL: '~~' };

  function inline(node) {
    if (node.nodeType === 3) return escape(node.data.replace(/[ \t\r\n\f]+/g, ' '));
    if (node.nodeType !== 1 || hidden(node)) return '';
    switch (node.tagName) {
      case 'BR': return '\n';
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
    const text = element.innerText.replace(/\n$/, '');
    const language = /\blang(?:uage)?-([\w+#-]+)/.exec(`${element.className} ${element.querySelector('code')?.className ?? ''}`)?.[1] ?? '';
    const mark = fence(text, 3);
    return `${mark}${language}\n${text}\n${mark}`;
  }

  function table(element) {
    const rows = [...element.rows].filter((row) => !hidden(row));
    const width = Math.max(0, ...rows.map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0)));
    if (width < 2 || element.getAttribute('role') === 'presentation') return rows.flatMap((row) => [...row.cells].flatMap(blocks));
    const text = (row) => {
      const cells = [...row.cells].flatMap((cell) => [line(children(cell)).replace(/\|/g, '\\|'), ...Array(cell.colSpan - 1).fill('')]);
      return `| ${[...cells, ...Array(width - cells.length).fill('')].join(' | ')} |`;
    };
    const headed = rows[0].parentNode.tagName === 'THEAD' || [...rows[0].cells].every((cell) => cell.tagName === 'TH');
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
      case 'BLOCKQUOTE': return [blocks(element).join('\n\n').replace(/^/gm, '> ').replace(/ $/gm, '')].filter((text) => text !== '>');
      case 'IMG': return [image(element)].filter(Boolean);
      case 'A': return blocks(element).length === 1 ? [link(element)] : blocks(element);
      default: return blocks(element);
    }
  }

  return document.body ? block(document.body).join('\n\n') : document.documentElement?.textContent ?? '';
})()
