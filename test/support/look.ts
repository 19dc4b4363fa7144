import type { Browser, Page } from 'playwright-core';
import { CHROMIUM, personAt } from './browser.js';
import { DATABASE } from './database.js';
import type { SignedIn } from './people.js';

/**
 * `describe` for how pages look, to the eye and to a screen reader: it needs a Chromium, and one database is enough,
 * since pages look the same on either.
 *
 * @param what stands in the note that nothing was looked at, after "the look of"
 */
export function lookAt(what: string): jest.Describe {
  if (CHROMIUM === undefined)
    console.log(`No Chromium on this machine: the look of ${what} was not checked.`);
  return CHROMIUM === undefined || DATABASE === 'postgres' ? describe.skip : describe;
}

/** A browser at which someone is signed in. */
export async function pageOf(
  browser: Browser,
  url: string,
  person: Pick<SignedIn, 'cookie'>,
  { script = true } = {},
): Promise<Page> {
  const page = await personAt(browser, url, { script });
  const [name = '', value = ''] = person.cookie.split('=');
  await page.context().addCookies([{ name, value, url }]);
  return page;
}

/** Both widths and colours, for whoever looks: `SHOTS=<folder>`. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return;
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const path = `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
