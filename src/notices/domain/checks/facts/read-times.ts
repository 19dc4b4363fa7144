import type { FoundTime } from './figures.js';
import type { MaskedText } from './masked-text.js';

export function timesIn(text: MaskedText): FoundTime[] {
  const time = (hours: string, minutes: string, half = '') => {
    const shift =
      /^p/iu.test(half) && Number(hours) < 12 ? 12 : /^a/iu.test(half) && Number(hours) === 12 ? -12 : 0;
    const at = (Number(hours) + shift) * 60 + Number(minutes || 0);
    return Number(minutes || 0) < 60 && at <= 24 * 60 ? { minutes: at } : null;
  };
  return [
    ...text.take(
      /(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([ap])\.?m\.?)?(?!\d)/giu,
      (_, [, h = '', m = '', half = '']) => time(h, m, half),
    ),
    ...text.take(/(?<!\d)(\d{1,2})\s?([ap])\.?m\.?(?!\p{L})/giu, (_, [, h = '', half = '']) =>
      time(h, '', half),
    ),
    ...text.take(/(?<!\d)(\d{1,2})\s?h(?:\s?(\d{2}))?(?![\p{L}\d])/gu, (_, [, h = '', m = '']) => time(h, m)),
    ...text.take(
      /(?<![\d:.,])(\d{1,2})(?=\s?(?:Uhr|bis\s\d{1,2}(?::\d{2})?\sUhr)(?!\p{L}))/gu,
      (_, [, h = '']) => time(h, ''),
    ),
    ...text.take(/(?<!\d)(\d{1,2})\s?[時时点](?!間)(?:\s?(\d{1,2})\s?分)?/gu, (_, [, h = '', m = '']) =>
      time(h, m),
    ),
  ].sort((a, b) => a.start - b.start);
}
