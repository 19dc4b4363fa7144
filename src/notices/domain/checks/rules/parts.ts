import { checkLanguage, listOf } from '../check-language.js';
import type { CheckRule } from '../check-rule.js';
import type { NoticePart } from '../finding.js';
import { partsOfKind, presenceOf } from '../five-parts.js';
import { findingIn, findingOn } from '../make-finding.js';
import type { ReadBlock } from '../notice-reading.js';
import { hasCue } from '../word-hits.js';
import { tellsAll } from './whom.js';
import { withoutWords } from './word-rules.js';

const partNames: Readonly<Record<NoticePart, string>> = {
  'what-happened': 'what happened',
  'what-information': 'which data',
  'what-we-do': 'what you do about it',
  'what-you-can-do': 'what readers can do',
  'where-to-get-help': 'where to get help',
};

const fiveParts: CheckRule = {
  id: 'C1',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  concerns: tellsAll,
  check: (notice, ground) => {
    const severity = notice.parts.some(({ prescribed }) => prescribed === true) ? 'block' : 'warn';
    return presenceOf(notice, ground)
      .filter(({ state }) => state !== 'present')
      .map(({ part, state }) => {
        const [found] = partsOfKind(notice, ground, part);
        const fix =
          state === 'thin'
            ? `Say more about ${partNames[part]}: there is little under its heading.`
            : `Add a part with a heading on ${partNames[part]}.`;
        return found
          ? findingIn('C1', found.part, null, { severity, fix, text: found.part.heading })
          : findingOn('C1', { severity, fix });
      });
  },
};

const mostActions = 5;

const actions: CheckRule = {
  id: 'C9',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  concerns: tellsAll,
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    const parts = partsOfKind(notice, ground, 'what-you-can-do');
    const items = parts.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'item'));
    if (!list || items.length < 2) return [];
    const at = (item: ReadBlock, fix: string) =>
      findingIn('C9', item.part.part, item, { severity: 'warn', fix });
    const first = items[0] as ReadBlock;
    return [
      ...(items.length > mostActions
        ? [
            at(
              items[mostActions] as ReadBlock,
              `Keep the ${mostActions} most urgent actions; there are ${items.length}.`,
            ),
          ]
        : []),
      ...(items.every(({ numbered }) => numbered)
        ? []
        : [at(first, 'Number the actions, the most urgent one first.')]),
      ...items
        .slice(0, mostActions)
        .filter(({ units }) => !hasCue(units, list, 'effort'))
        .map((item) => at(item, 'Say how long it takes.')),
      ...items
        .slice(0, mostActions)
        .filter(({ sentences }) => sentences.length < 2)
        .map((item) => at(item, 'Say in a second sentence what it does for the reader.')),
    ];
  },
};

export const partRules: readonly CheckRule[] = [fiveParts, actions];
