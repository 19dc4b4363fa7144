import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine, or undefined: the journeys are then skipped and say so. */
export const CHROMIUM = [process.env.CHROMIUM, ...PLACES].find(
  (path) => path !== undefined && existsSync(path),
);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Starts a browser that talks to this machine only. */
export function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** Ends a wait for what never comes; a busy machine may take long over what does. */
const LONGEST_WAIT_MS = 180_000;

/** A person at a browser of their own. */
export async function personAt(browser: Browser, url: string, { script = true } = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: script,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  return context.newPage();
}

/** A width of the window in pixels, and the colours that are asked for. */
export type Look = readonly [width: number, colours: 'light' | 'dark'];

const USUAL_LOOKS: readonly Look[] = [
  [1440, 'light'],
  [390, 'dark'],
];

/** What is wrong with the page once it is there: accessibility by axe, and sideways scrolling. */
export async function faultsOf(page: Page, looks: readonly Look[] = USUAL_LOOKS): Promise<string[]> {
  const faults: string[] = [];
  await page.waitForLoadState();
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const found = await axeFindings(page);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    faults.push(...found.map((finding) => `${width} ${colorScheme}: ${finding}`));
    if (overflow > 0) faults.push(`${width}: scrolls sideways by ${overflow} px`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  return faults.map((fault) => `${new URL(page.url()).pathname}: ${fault}`);
}

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** Where a page may run no script its timers never fire; axe would wait for them. */
const TIMERS = `if (!matchMedia('(scripting: enabled)').matches) window.setTimeout = (act) => void act();`;

const OPTIONS = JSON.stringify({ runOnly: { type: 'tag', values: STANDARDS }, iframes: false });

/** axe pauses between its rules; of a part that the page takes out meanwhile it would find that it has no size. */
const LOOK = `(async () => {
  const isOut = ({ removedNodes }) => [...removedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE);
  for (let looks = 1; ; looks++) {
    let moved = false;
    const watch = new MutationObserver((records) => (moved ||= records.some(isOut)));
    watch.observe(document.body, { childList: true, subtree: true });
    const results = await axe.run(document, ${OPTIONS});
    moved ||= watch.takeRecords().some(isOut);
    watch.disconnect();
    if (!moved || looks === 10) return results;
  }
})()`;

/** axe runs through the debugger's door, which the page's security policy does not guard. */
async function axeFindings(page: Page): Promise<string[]> {
  // What the head of the page covers, as far as it is scrolled, is no target.
  await page.evaluate('window.scrollTo({ top: 0, behavior: "instant" })');
  await page.evaluate(TIMERS);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(LOOK);
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.html.slice(0, 160)}`);
}
