import Handlebars from 'handlebars';

/** The frame around every message, as Handlebars texts: `lang`, `dir`, `title`, `preheader`, `body`. */
export interface MailShell {
  html: string;
  text: string;
}

/** The parts of a frame around the three texts that differ from message to message. */
export interface ShellParts {
  /** `title`, `preheader` or `body` stand at these places; the rest is written already. */
  parts: readonly (string | { part: 'title' | 'preheader' | 'body' })[];
}

const places = { title: '\uE000', preheader: '\uE001', body: '\uE002' } as const;

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
  const names = new Map(Object.entries(places).map(([part, place]) => [place as string, part]));
  return {
    parts: written.split(/([\uE000-\uE002])/).map((text) => {
      const part = names.get(text) as 'title' | 'preheader' | 'body' | undefined;
      return part ? { part } : text;
    }),
  };
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'dv', 'sd', 'ug']);

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
