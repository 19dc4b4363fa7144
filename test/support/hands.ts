import type { Locator } from 'playwright-core';

/** How a person works the controls of a page. */
export interface Hands {
  /** A link, a button, or the head of a folded part. */
  press(target: Locator): Promise<void>;
  /** @param text what stands in the field afterwards; a date as `2026-12-04` */
  fill(target: Locator, text: string): Promise<void>;
  /** Adds to what stands in a text of several lines. */
  append(target: Locator, text: string): Promise<void>;
  /** A checkbox, or one choice of several. */
  tick(target: Locator): Promise<void>;
  /** @param option the words of a choice in a list, or the part that tells it from the others */
  choose(target: Locator, option: string): Promise<void>;
}

export const withMouse: Hands = {
  press: async (target) => {
    await ready(target);
    await target.click();
  },
  fill: async (target, text) => {
    await ready(target);
    await target.fill(text);
  },
  append: async (target, text) => {
    await ready(target);
    await target.focus();
    await typeAtEnd(target, text);
  },
  tick: async (target) => {
    await ready(target);
    await target.check();
  },
  choose: async (target, option) => {
    await ready(target);
    const words = await target.locator('option').allTextContents();
    await target.selectOption({ index: words.findIndex((one) => one.includes(option)) });
  },
};

/**
 * The Tab key leads to every control, each stop shows the focus and is not covered; then Enter, Space, arrows or
 * letters do the rest. Throws where one of these does not hold.
 */
export const withKeyboard: Hands = {
  press: async (target) => {
    await reach(target);
    await target.page().keyboard.press('Enter');
  },
  fill: async (target, text) => {
    await reach(target);
    const isDate = (await target.getAttribute('type')) === 'date';
    if (!isDate) await target.page().keyboard.press('Control+a');
    await target.page().keyboard.type(isDate ? text.replace(/^(\d+)-(\d+)-(\d+)$/, '$2$3$1') : text);
  },
  append: async (target, text) => {
    await reach(target);
    await typeAtEnd(target, text);
  },
  tick: async (target) => {
    await ready(target);
    if ((await target.getAttribute('type')) === 'radio') return arrowTo(target);
    await reach(target);
    await target.page().keyboard.press('Space');
  },
  choose: async (target, option) => {
    await reach(target);
    const chosen = () =>
      target.evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]?.textContent ?? '');
    const count = await target.locator('option').count();
    for (let tries = 0; tries < count && !(await chosen()).includes(option); tries++)
      await target.page().keyboard.press('ArrowDown');
    if (!(await chosen()).includes(option)) throw new Error(`The arrows do not lead to ${option}.`);
  },
};

/** It stands on a page that is there to its end, its scripts with it. */
async function ready(target: Locator): Promise<void> {
  await target.waitFor();
  await target.page().waitForLoadState();
}

async function typeAtEnd(target: Locator, text: string): Promise<void> {
  const { keyboard } = target.page();
  await keyboard.press('Control+End');
  await keyboard.type(text);
}

/** Presses Tab, or Shift and Tab where it stands before, until the focus is there. */
async function reach(target: Locator): Promise<void> {
  await ready(target);
  const page = target.page();
  const isBehind = await target.evaluate(
    (e) => ((e.ownerDocument.activeElement?.compareDocumentPosition(e) ?? 0) & 2) !== 0,
  );
  const key = isBehind ? 'Shift+Tab' : 'Tab';
  for (let stops = 0; stops < 500; stops++) {
    if (await target.evaluate((e) => e === e.ownerDocument.activeElement)) return;
    await page.keyboard.press(key);
    const fault = await page.evaluate<string>(FOCUS_FAULT);
    if (fault !== '') throw new Error(`${new URL(page.url()).pathname}: ${fault}`);
  }
  throw new Error(`The Tab key does not lead to ${target.toString()}.`);
}

/** Tab leads into the group of choices; arrows lead from one to the next. */
async function arrowTo(target: Locator): Promise<void> {
  const name = await target.getAttribute('name');
  const group = target.page().locator(`input[type="radio"][name="${name}"]`);
  const checked = target.page().locator(`input[type="radio"][name="${name}"]:checked`);
  await reach((await checked.count()) > 0 ? checked : group.first());
  for (let tries = await group.count(); tries > 0 && !(await target.isChecked()); tries--)
    await target.page().keyboard.press('ArrowDown');
  if (!(await target.isChecked())) throw new Error(`The arrows do not lead to ${target.toString()}.`);
}

/** What is wrong with the place of the focus, in words; empty: it can be seen. What is framed is another page. */
const FOCUS_FAULT = `(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.tagName === 'IFRAME') return '';
  const name = focused.tagName.toLowerCase() + ' “' + (focused.getAttribute('aria-label') || focused.textContent || focused.id).trim().slice(0, 60) + '”';
  const drawn = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const around = focused.closest('.section');
  if (!drawn(focused) && !(around && drawn(around))) return 'nothing shows the focus on ' + name;
  const { top, bottom } = focused.getBoundingClientRect();
  const header = document.querySelector('body > header');
  const head = header && !header.contains(focused) ? header.getBoundingClientRect().bottom : 0;
  if (bottom <= head + 1 || top >= innerHeight - 1) return 'the focus is out of sight on ' + name;
  return '';
})()`;
