// Finds the elements of a document that a query names.
globalThis.AgentCoreElements ??= (() => {
  const { below, contains, select } = globalThis.AgentCoreTrees;
  const { plain, reader, textsBy, innermost, byText } = globalThis.AgentCoreTexts;
  const { isPart, visible, described } = globalThis.AgentCoreStates;

  // What a query names: [rank, [[element, description], ...]].
  function find(query, scope, ...candidates) {
    const read = reader();
    let picked;
    try { picked = query.selector ? select(scope, query.selector) : null; } catch (error) {
      if (error.name === 'SyntaxError') return ['not a selector'];
      throw error;
    }
    // The browser's own parts, such as the calendar of a date field, are roles as well, but no elements of the page.
    const own = /^(input|select|textarea|video|audio|details|meter|progress)$/;
    const within = (element) => element.nodeType === 1 && !own.test(element.getRootNode().host?.localName)
      && (scope === document || (element !== scope && contains(scope, element)));
    let found = candidates.length ? candidates.filter(within) : below(scope);
    if (picked) found = found.filter((element) => picked.has(element));
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
    const shown = all.filter((element) => way === 'text' && visible(element) && read(element).trim());
    const given = way === 'text'
      ? [...innermost(shown), ...shown.filter(isPart)].map(read)
      : way ? all.flatMap((element) => textsBy[way](element, read))
        : all.flatMap((element) => [
          element.id && `#${element.id}`, ...[...element.classList].map((one) => `.${one}`), element.localName,
        ]);
    return [...new Set(given.map(plain))].filter((text) => text && text.length <= 80).slice(0, 2000);
  }

  return { find, names };
})();
