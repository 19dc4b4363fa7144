import Handlebars from 'handlebars';

/** The frames around every message and page, as Handlebars texts: `lang`, `dir` and the parts of {@link ShellPart}. */
export interface MailShell {
  html: string;
  text: string;
  /** A page that stands alone. */
  web: string;
}

/** What differs from text to text: a mark that it is no approved one, and the number of one that is. */
export type ShellPart = 'title' | 'preheader' | 'body' | 'banner' | 'number';

/** A frame around the texts that differ from message to message. */
export interface ShellParts {
  /** The named parts stand at these places; the rest is written already. */
  parts: readonly (string | { part: ShellPart })[];
}

const places: Readonly<Record<ShellPart, string>> = {
  title: '\uE000',
  preheader: '\uE001',
  body: '\uE002',
  banner: '\uE003',
  number: '\uE004',
};

/** An engine of its own without helpers: the frames are the only templates that are ever executed. */
const engine = Handlebars.create();
for (const helper of Object.keys(engine.helpers)) engine.unregisterHelper(helper);

/** Fills a frame as far as all messages share it. */
export function shellParts(shell: string, locale: string): ShellParts {
  const template = engine.compile<Record<string, string>>(shell, {
    strict: true,
    knownHelpersOnly: true,
    data: false,
  });
  const written = template({ lang: locale, dir: directionOf(locale), ...places });
  const names = new Map(Object.entries(places).map(([part, place]) => [place, part as ShellPart]));
  return {
    parts: written.split(/([\uE000-\uE004])/).map((text) => {
      const part = names.get(text);
      return part ? { part } : text;
    }),
  };
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'dv', 'sd', 'ug']);

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
