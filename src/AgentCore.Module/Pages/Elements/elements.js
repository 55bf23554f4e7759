// Finds the elements of a document that a query names.
globalThis.AgentCoreElements ??= (() => {
  const { below, closest, contains, select } = globalThis.AgentCoreTrees;
  const { plain, reader, labelsOf, textsBy, innermost, byText, fits } = globalThis.AgentCoreTexts;
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

  // Roles that elements have unless they say another one.
  const implied = {
    button: 'button, summary, input[type=button], input[type=submit], input[type=reset], input[type=image]',
    checkbox: 'input[type=checkbox]', combobox: 'select:not([multiple])', dialog: 'dialog', form: 'form',
    heading: 'h1, h2, h3, h4, h5, h6', img: 'img', image: 'img', link: 'a[href]', list: 'ul, ol', listbox: 'select[multiple]',
    listitem: 'li', navigation: 'nav', option: 'option', paragraph: 'p', radio: 'input[type=radio]', row: 'tr', cell: 'td',
    searchbox: 'input[type=search]', slider: 'input[type=range]', spinbutton: 'input[type=number]', table: 'table',
    textbox: 'textarea, input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url]',
  };
  const anyRole = Object.values(implied).join(', ');
  const hasRole = (element, role) => element.hasAttribute('role')
    ? !role || element.getAttribute('role') === role : element.matches(role ? implied[role] ?? ':not(*)' : anyRole);

  // Whether an element that is hidden would have a role and a name.
  function hides(role, name, scope) {
    const read = reader();
    const isAside = (element) => closest(element, (one) => one.getAttribute('aria-hidden') === 'true');
    const hidden = below(scope).filter((one) => hasRole(one, role?.toLowerCase()) && (!visible(one) || isAside(one)));
    const namesOf = (one) => [...labelsOf(one, read), one.getAttribute('alt') ?? '', read(one)].filter((text) => text.trim());
    return name == null ? hidden.length > 0 : fits(hidden.flatMap(namesOf), name)[0] < 3;
  }

  return { find, names, hides };
})();
