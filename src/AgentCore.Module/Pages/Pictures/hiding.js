// Hides the elements that CSS selectors match, also in open shadow trees, and shows them again. They keep their place.
globalThis.AgentCoreHiding ??= (() => {
  const looks = [['opacity', '0'], ['transition', 'none']];
  let hidden = [];

  function* trees(root) {
    yield root;
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        yield* trees(element.shadowRoot);
      }
    }
  }

  function hide(element) {
    if (!element.style || hidden.some((one) => one.element === element)) {
      return;
    }

    const { style } = element;
    hidden.push({
      element,
      bare: !element.hasAttribute('style'),
      before: looks.map(([name]) => [name, style.getPropertyValue(name), style.getPropertyPriority(name)]),
    });
    for (const [name, value] of looks) {
      style.setProperty(name, value, 'important');
    }
  }

  return {
    // The first selector that is not valid; null when all were used.
    hide(selectors) {
      for (const selector of selectors) {
        try {
          document.querySelector(selector);
        } catch {
          return selector;
        }
      }

      for (const tree of trees(document)) {
        for (const selector of selectors) {
          tree.querySelectorAll(selector).forEach(hide);
        }
      }

      return null;
    },

    show() {
      for (const { element, bare, before } of hidden) {
        for (const [name, value, priority] of before) {
          element.style.setProperty(name, value, priority);
        }

        if (bare && element.getAttribute('style') === '') {
          element.removeAttribute('style');
        }
      }

      hidden = [];
    },
  };
})();
