// Walks the trees of a document: its own and its shadow trees. Runs first, in a world of its own, where nothing that the page
// has redefined gets in the way.
globalThis.AgentCoreTrees ??= (() => {
  // Closed shadow roots, by their hosts: the page's scripts cannot see them, but the debugging protocol hands them over.
  const closedRoots = new WeakMap();
  const rootOf = (host) => host.shadowRoot ?? closedRoots.get(host);

  // Returns whether any of them was not known.
  function adopt(...roots) {
    const unknown = roots.filter((root) => !rootOf(root.host));
    unknown.forEach((root) => closedRoots.set(root.host, root));
    return unknown.length > 0;
  }

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

  // A node and the shadow trees below it.
  const treesBelow = (node) => [node, ...[node, ...below(node)].filter((one) => one.nodeType === 1).map(rootOf).filter(Boolean)];

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
    const trees = treesBelow(scope);
    const found = new Set(trees.flatMap((tree) => [...tree.querySelectorAll(selector)]));
    if (trees.length === 1) return found;
    for (const one of split(selector, ',')) {
      const words = split(one.trim().replace(/\s*([>+~])\s*/g, '$1'), ' ').filter(Boolean);
      for (let at = 1; at < words.length; at++) {
        const hosts = select(scope, words.slice(0, at).join(' '));
        const rest = words.slice(at).join(' ');
        for (const tree of trees.slice(1)) {
          const isMeant = closest(tree.host, (element) => hosts.has(element)) !== null;
          if (isMeant) tree.querySelectorAll(rest).forEach((element) => found.add(element));
        }
      }
    }
    return found;
  }

  return { adopt, adoptAround, rootOf, parentOf, closest, contains, below, select };
})();
