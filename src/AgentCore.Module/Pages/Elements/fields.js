// Sets the fields of a document.
globalThis.AgentCoreFields ??= (() => {
  const { below } = globalThis.AgentCoreTrees;
  const { byText, labelsOf, reader } = globalThis.AgentCoreTexts;
  const { brief, checkedOf, controlOf, enabled, visible } = globalThis.AgentCoreStates;
  const plainInputs = ['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'];
  const checkRoles = /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/;
  const isRadio = (element) => element.getAttribute('role') === 'radio'
    || (element.localName === 'input' && element.type === 'radio');

  // The element to set for one that was named: the control of a label.
  const fieldOf = (element) => kindOf(element) === 'none' ? controlOf(element) ?? element : element;

  // How a field is set: Text is typed, Value assigned, List and Radios chosen from, Check clicked, File filled.
  function kindOf(element) {
    if (element.isContentEditable) return 'text';
    const role = element.getAttribute('role') ?? '';
    switch (element.localName) {
      case 'textarea': return 'text';
      case 'select': return 'list';
      case 'input':
        if (plainInputs.includes(element.type)) return 'value';
        if (['submit', 'reset', 'button', 'image'].includes(element.type)) return 'none';
        return { checkbox: 'check', radio: 'check', file: 'file' }[element.type] ?? 'text';
      default: return checkRoles.test(role) ? 'check' : role === 'radiogroup' || radiosOf(element).length ? 'radios' : 'none';
    }
  }

  const radiosOf = (group) => group.localName === 'fieldset' || /^(radiogroup|group)$/.test(group.getAttribute('role'))
    ? below(group).filter(isRadio) : [];

  // The least and the greatest number that a field of numbers takes.
  function limitsOf({ localName, type, min, max }) {
    const isRange = localName === 'input' && type === 'range';
    const isNumber = isRange || (localName === 'input' && type === 'number');
    const number = (text, other) => isNumber && text?.trim() && Number.isFinite(Number(text)) ? Number(text) : other;
    const least = number(min, isRange ? 0 : null);
    const most = number(max, isRange ? 100 : null);
    return { least, most: isRange ? Math.max(least, most) : most };
  }

  const about = (element) => ({
    kind: kindOf(element), type: element.localName === 'input' ? element.type : element.localName, name: brief(element),
    multiple: Boolean(element.multiple), longest: element.maxLength >= 0 ? element.maxLength : null, radio: isRadio(element),
    checked: checkedOf(element),
    ...limitsOf(element),
    value: /^(input|textarea)$/.test(element.localName) && element.type !== 'password' ? element.value : null,
  });

  const isField = (element) => kindOf(element) !== 'none' && element.type !== 'hidden';

  // The fields that a key of a form means, of these elements: by their labels, else by placeholder, else by name or id.
  function fieldsOf(key, elements) {
    const fields = elements.filter(isField);
    for (const [order, way] of ['label', 'placeholder', 'key'].entries()) {
      const { found, rank } = byText(fields, way, key, reader());
      // A name or an id is meant as a whole.
      if (found.length && (way !== 'key' || rank === 0)) return { found: sameGroup(found), rank: rank === 0 ? 0 : 1 + order };
    }
    return { found: [], rank: 3 };
  }

  // Radio buttons of one group are one field.
  function sameGroup(found) {
    const [first] = found;
    return found.every((one) => isRadio(one) && one.name && one.name === first.name && one.form === first.form) ? [first] : found;
  }

  const namesOf = (elements) => [...new Set(elements.filter(isField)
    .flatMap((element) => labelsOf(element, reader()).concat(element.placeholder || element.name || element.id || [])))];

  function fire(element) {
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }

  // Takes the focus and selects what is there, so that what is typed takes its place; or stands behind it. Returns whether it
  // has the focus.
  function select(element, append) {
    element.focus();
    if (element.isContentEditable) {
      const range = document.createRange();
      range.selectNodeContents(element);
      if (append) range.collapse(false);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    } else {
      element.select();
      // What a password field has is never read.
      if (append && element.type === 'password') element.setSelectionRange(element.value.length, element.value.length);
    }
    return element.matches(':focus, :focus-within') || element.isContentEditable;
  }

  // Takes the focus, if it is made to have it, or what is within it.
  function focus(element) {
    element.focus();
    return element.matches(':focus, :focus-within');
  }

  // What a field had when its change was announced: leaving the field announces it once more, which nobody is to see.
  const announced = new WeakMap();
  addEventListener('change', (event) => {
    const [element] = event.composedPath();
    if (event.isTrusted && announced.get(element) === element.value) event.stopImmediatePropagation();
    announced.delete(element);
  }, true);

  // After typing: the event that leaving the field would fire. Returns whether the field took something.
  function typed(element) {
    element.dispatchEvent(new Event('change', { bubbles: true }));
    if (element.isContentEditable) return true;
    announced.set(element, element.value);
    return element.value !== '';
  }

  // Assigns a value; returns what the field has then. A range that would take another number stays as it is.
  function assign(element, value) {
    if (element.type === 'range') {
      const trial = element.cloneNode();
      trial.value = value;
      if (Number(trial.value) !== Number(value)) return trial.value;
    }
    element.focus();
    element.value = value;
    fire(element);
    return element.value;
  }

  function withText(options, text) {
    const { found } = byText(options, 'text', text, reader());
    return found.find(enabled) ?? found[0];
  }

  // Chooses options of a list by label or value; returns null, or what there is when one is missing.
  function choose(list, wanted) {
    const options = [...list.options];
    const chosen = wanted.map((one) => options.find((option) => option.value === one) ?? withText(options, one));
    const missing = chosen.indexOf(undefined);
    if (missing >= 0) return { missing: wanted[missing], options: options.map((option) => option.label) };
    const disabled = chosen.find((option) => !enabled(option));
    if (disabled) return { disabled: disabled.label };
    list.focus();
    options.forEach((option) => { option.selected = chosen.includes(option); });
    fire(list);
    return null;
  }

  const groupOf = (element) => isRadio(element)
    ? below(element.form ?? element.getRootNode()).filter((one) => isRadio(one) && one.name === element.name)
    : radiosOf(element);
  const radioLabel = (one) => (one.localName === 'input' ? labelsOf(one, reader())[0] : reader()(one)) || one.value || '';
  const radioLabels = (element) => groupOf(element).map(radioLabel);

  // The radio button of a group by its label or value; null where there is none.
  function radio(element, wanted) {
    const group = groupOf(element);
    return group.find((one) => one.value === wanted)
      ?? byText(group, 'label', wanted, reader()).found[0]
      ?? byText(group, 'text', wanted, reader()).found[0] ?? null;
  }

  // What a click on a check box hits: its label where the box itself is hidden.
  const clickable = (element) => visible(element) ? element : [...element.labels ?? []].find(visible) ?? element;

  const received = new WeakMap();

  // A part of a file that is on its way to a field; the first part begins it.
  function receive(element, index, base64) {
    const files = received.get(element) ?? received.set(element, []).get(element);
    (files[index] ??= []).push(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  }

  // Gives a field the files that have arrived.
  function attach(element, files) {
    const data = new DataTransfer();
    files.forEach(({ name, type, lastModified }, index) => {
      data.items.add(new File(received.get(element)?.[index] ?? [], name, { type, lastModified }));
    });
    received.delete(element);
    element.files = data.files;
    fire(element);
  }

  const forget = (element) => { received.delete(element); };

  return {
    fieldOf, about, fieldsOf, namesOf, focus, select, typed, assign, choose, radio, radioLabels, clickable, receive, attach,
    forget,
  };
})();
