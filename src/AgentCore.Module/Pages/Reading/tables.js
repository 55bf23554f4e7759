// Tables as grids of cells, with the marks of reading.js for the frames between them.
globalThis.AgentCoreTables ??= (() => {
  const { children, hidden, unseen, isFrame, bodyOf, named, plain, line } = AgentCoreReading;

  const roleOf = (element) => element.getAttribute('role')?.trim().toLowerCase() ?? '';
  const tableRoles = /^(table|grid|treegrid)$/;
  const isTable = (element) => element.localName === 'table' ? !/^(presentation|none)$/.test(roleOf(element)) : tableRoles.test(roleOf(element));
  const span = (value) => Math.max(1, Math.min(1000, Number(value) || 1));

  // The elements below one, as they are shown, where a function wants them; below those it does not look.
  function below(element, wants, found = []) {
    for (const child of children(element)) {
      if (child.nodeType !== 1 || hidden(child)) continue;
      if (wants(child)) found.push(child);
      else below(child, wants, found);
    }
    return found;
  }

  const groups = (rows, groupOf) => rows.reduce((all, row) => {
    if (all.length && groupOf(all.at(-1)[0]) === groupOf(row)) all.at(-1).push(row);
    else all.push([row]);
    return all;
  }, []);

  // Rows in groups, beyond which no cell spans; each cell with its element, whether it is a header, and its spans.
  function rowsOf(table) {
    if (table.localName === 'table') {
      const rows = [...table.rows].filter((row) => !hidden(row));
      return groups(rows, (row) => row.parentElement).map((group) => group.map((row) => ({
        head: row.parentElement.localName === 'thead',
        cells: [...row.cells].filter((cell) => !hidden(cell)).map((cell) => ({
          cell, header: cell.localName === 'th', columns: span(cell.colSpan), rows: cell.rowSpan === 0 ? group.length : span(cell.rowSpan),
        })),
      })));
    }
    const rows = below(table, (child) => roleOf(child) === 'row');
    return [rows.map((row) => ({
      head: false,
      cells: below(row, (child) => /^(cell|gridcell|columnheader|rowheader)$/.test(roleOf(child))).map((cell) => ({
        cell, header: /header$/.test(roleOf(cell)), columns: span(cell.getAttribute('aria-colspan')), rows: span(cell.getAttribute('aria-rowspan')),
      })),
    }))];
  }

  // Every place of a table has the cell that lies on it.
  function gridOf(group) {
    const grid = group.map(() => []);
    group.forEach(({ cells }, y) => {
      let x = 0;
      for (const one of cells) {
        while (grid[y][x]) x++;
        for (let down = y; down < Math.min(grid.length, y + one.rows); down++) {
          for (let right = x; right < x + one.columns; right++) grid[down][right] ??= one;
        }
      }
    });
    return group.map(({ head, cells }, y) => ({ head, own: new Set(cells), cells: Array.from(grid[y], (one) => one ?? null) }));
  }

  // How many rows at the top name the columns.
  function headersOf(rows) {
    const all = rows.findIndex((row) => !row.head);
    if (all !== 0) return all < 0 ? 1 : all;
    const named = rows.findIndex((row) => !row.cells.length || row.cells.some((one) => one && !one.header));
    if (named !== 0) return named < 0 ? 1 : named;
    const hasHeaders = rows.some((row) => row.cells.some((one) => one?.header));
    return hasHeaders || rows.length < 2 ? 0 : 1;
  }

  function captionOf(table) {
    const caption = table.caption ?? null;
    const label = table.getAttribute('aria-label') ?? '';
    const by = (table.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean).map((id) => table.getRootNode().getElementById?.(id)).filter(Boolean);
    return caption && !hidden(caption) ? line(caption) : by.length ? by.map((one) => line(one)).join(' ') : plain(label);
  }

  function readTable(table) {
    const rows = rowsOf(table).flatMap(gridOf).filter((row) => row.cells.some(Boolean));
    let count = rows.length ? headersOf(rows) : 0;
    const known = new Map();
    const value = (one) => {
      if (!one) return '';
      if (!known.has(one)) known.set(one, line(one.cell, true));
      return known.get(one);
    };
    const heads = rows.splice(0, count);
    // A cell that spans all columns above the real header is the table's title.
    const titles = heads.length > 1 && heads[0].cells.length > 1 && new Set(heads[0].cells).size === 1 ? heads.splice(0, 1) : [];
    return {
      name: captionOf(table) || titles.map((row) => value(row.cells[0]))[0] || '',
      headers: heads.map((row) => row.cells.map(value)),
      rows: rows.map((row) => row.cells.map(value)),
    };
  }

  // A table that only places other things: it has others in it, or but one column, and nothing of it is named.
  function isLayout(table) {
    if (table.localName !== 'table' || roleOf(table)) return false;
    if (table.caption || table.tHead || [...table.rows].some((row) => [...row.cells].some((cell) => cell.localName === 'th'))) return false;
    return table.querySelector('table') !== null || [...table.rows].every((row) => row.cells.length < 2);
  }

  // The tables below a node, or the one that it is or is a part of; the frames between them as their marks.
  function tables(root) {
    const from = bodyOf(root);
    if (!from) return '[]';
    const found = [];
    const own = (element) => isTable(element) || isFrame(element);
    const take = (element) => {
      if (isFrame(element)) {
        if (!unseen(element)) found.push(named(element));
      } else if (isLayout(element)) below(element, own).forEach(take);
      else found.push(readTable(element));
    };
    if (root !== from || !isTable(from)) (isFrame(from) ? [from] : below(from, own)).forEach(take);
    else found.push(readTable(from));
    return JSON.stringify(found);
  }

  return { gridOf, rowsOf, tables };
})();
