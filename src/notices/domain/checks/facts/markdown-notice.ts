import type { CheckedPart } from '../checked-notice.js';

/** Headings of the parts of a notice in six languages, as each begins; the longest that fits decides. */
const headings: Readonly<Record<string, readonly string[]>> = {
  happened: [
    'what happened',
    'what has happened',
    '发生了什么',
    '起きたこと',
    'was geschehen ist',
    'was passiert ist',
    'ce qui s’est passé',
    'qué ha pasado',
    'qué pasó',
    'qué ocurrió',
  ],
  data: [
    'which data',
    'what information was involved',
    'what information',
    'what data',
    'which information',
    '涉及您的哪些信息',
    '涉及',
    '我们向外提供了哪些信息',
    '我行向外提供了哪些信息',
    '我院向外提供了哪些信息',
    '外部の者が得た情報',
    '渡した情報',
    '当社が渡した情報',
    '当行が渡した情報',
    '当院が渡した情報',
    '対象の情報',
    '対象となる情報',
    'um welche daten es geht',
    'welche daten',
    'was wir weitergegeben haben',
    'les données copiées',
    'les données',
    'ce que nous avons transmis',
    'quelles données',
    'qué datos',
  ],
  fix: [
    'what is fixed',
    'what is done',
    'what we are doing',
    '哪些已经修好',
    '已经做了什么',
    '直したこと',
    'was behoben ist',
    'was getan ist',
    'was wir tun',
    'ce qui est réparé',
    'ce qui est fait',
    'ce que nous faisons',
    'qué está arreglado',
    'qué está hecho',
    'qué hacemos',
    'qué estamos haciendo',
    '我们正在做什么',
    '当社の対応',
  ],
  control: [
    'your say over your data',
    '您对信息的决定权',
    'お客様が決められること',
    'sie bestimmen über ihre daten',
    'vous décidez de vos données',
    'usted decide sobre sus datos',
  ],
  payback: [
    'what we pay',
    '我们赔付什么',
    '我行赔付什么',
    '我院赔付什么',
    '当社がお支払いするもの',
    '当行がお支払いするもの',
    '当院がお支払いするもの',
    'was wir ihnen ersetzen',
    'ce que nous remboursons',
    'qué le pagamos',
  ],
  identity: [
    'help with your identity',
    '有人冒用您的身份',
    '名前を悪用された場合',
    'hilfe, wenn jemand ihren namen',
    'une aide pour protéger votre identité',
    'ayuda si alguien usa su identidad',
  ],
  actions: [
    'what you can do',
    'what you should do',
    '您可以做什么',
    'お客様にしていただきたいこと',
    'was sie tun können',
    'ce que vous pouvez faire',
    'qué puede hacer',
  ],
  contact: [
    'talk to a person',
    'for more information',
    'where to get help',
    'contact',
    '找真人客服',
    '担当者と話す',
    'mit einem menschen sprechen',
    'parler à quelqu’un',
    'hable con una persona',
  ],
  rights: ['your rights', '您的权利', 'お客様の権利', 'ihre rechte', 'vos droits', 'sus derechos'],
  apology: [
    'we are sorry',
    '致歉',
    '当社の責任',
    '当行の責任',
    '当院の責任',
    'unsere entschuldigung',
    'nos excuses',
    'le pedimos perdón',
  ],
  next: ['next update', '下次通知', '次のお知らせ', 'nächste nachricht', 'prochain message', 'próximo aviso'],
  annex: [
    'addresses and legal texts',
    '地址和法律文本',
    '連絡先と法律の文章',
    'adressen und rechtstexte',
    'adresses et textes de loi',
    'direcciones y textos legales',
  ],
  status: [
    'where we stand today',
    '目前进展',
    '現在の状況',
    'stand heute',
    'où nous en sommes',
    'cómo estamos hoy',
  ],
  'check-yourself': [
    'am i affected',
    '我受影响吗',
    '私は対象ですか',
    'bin ich betroffen',
    'suis-je concerné',
    '¿me afecta',
  ],
  proof: [
    'what was weak',
    '弱点在哪',
    '弱かった点',
    'was schwach war',
    'ce qui était faible',
    'qué era débil',
  ],
  kept: [
    'promises kept',
    '兑现和没兑现的承诺',
    '守った約束',
    'gehaltene und nicht gehaltene',
    'promesses tenues',
    'promesas cumplidas',
  ],
  'still-yours': [
    'what stays open for you',
    '您仍可使用的帮助',
    'これからも使える',
    'was für sie weiter gilt',
    'ce qui reste ouvert pour vous',
    'lo que sigue a su disposición',
  ],
};

/**
 * A notice that is kept as Markdown, part by part: the first heading of level 1 opens it, one of level 2 or 3 starts a
 * part. Front matter is left out; a part whose heading is unknown is numbered.
 */
export function partsOfMarkdown(text: string): CheckedPart[] {
  const lines = withoutFrontMatter(text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n')).split('\n');
  const parts: { level: 1 | 2 | 3; heading: string; lines: string[] }[] = [];
  for (const line of lines) {
    const [, marks = '', heading = ''] = /^(#{1,3})\s+(.*?)\s*#*\s*$/u.exec(line) ?? [];
    if (marks !== '')
      parts.push({ level: marks.length as 1 | 2 | 3, heading: plainWords(heading), lines: [] });
    else if (parts.length > 0) parts.at(-1)?.lines.push(line);
    else if (line.trim() !== '') parts.push({ level: 1, heading: '', lines: [line] });
  }
  const taken = new Map<string, number>();
  return parts.map(({ level, heading, lines: body }, place) => {
    const id = level === 1 && place === 0 ? 'opening' : (sectionOf(heading) ?? `part-${place + 1}`);
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    const words = wordsOfMarkdown(body.join('\n'));
    return { id: times === 1 ? id : `${id}-${times}`, level, heading, words, source: words, fields: [] };
  });
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---(?:\n|$)/u, '');
}

/** The text between the two lines of three hyphens at the start; null: there is none. */
export function frontMatterOf(text: string): string | null {
  const plain = text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
  return /^---\n([\s\S]*?)\n---(?:\n|$)/u.exec(plain)?.[1] ?? null;
}

function sectionOf(heading: string): string | null {
  const flat = heading.toLowerCase().replace(/'/gu, '’').replace(/[   ]/gu, ' ');
  let best: { id: string; length: number } | null = null;
  for (const [id, starts] of Object.entries(headings))
    for (const start of starts)
      if (flat.startsWith(start) && start.length > (best?.length ?? 0)) best = { id, length: start.length };
  return best?.id ?? null;
}

/** Paragraphs parted by an empty line, items as `- ` or `1. `, wrapped lines joined, no other marks. */
export function wordsOfMarkdown(markdown: string): string {
  const blocks: string[] = [];
  let isOpen = false;
  for (const line of markdown.split('\n')) {
    const text = line.trim();
    if (text === '') isOpen = false;
    else if (/^(?:[-*+]|\d{1,9}[.)])\s/u.test(text)) {
      const item = text.replace(/^[-*+]\s+/u, '- ').replace(/^(\d+)[.)]\s+/u, '$1. ');
      const joins = isOpen || /(?:^|\n)(?:- |\d+\. )[^\n]*$/u.test(blocks.at(-1) ?? '');
      if (joins && blocks.length > 0) blocks.push(`${blocks.pop()}\n${item}`);
      else blocks.push(item);
      isOpen = true;
    } else if (isOpen && blocks.length > 0) blocks.push(`${blocks.pop()} ${text.replace(/^>\s?/u, '')}`);
    else {
      blocks.push(text.replace(/^>\s?/u, ''));
      isOpen = true;
    }
  }
  return blocks.map(plainWords).join('\n\n');
}

function plainWords(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/gu, (_, label: string, target: string) =>
      saysTarget(label, target) ? label : `${label} (${target})`,
    )
    .replace(/<((?:https?:\/\/|mailto:)?[^<>\s]+\.[^<>\s]+)>/gu, '$1')
    .replace(/(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .replace(/(?<![\\\p{L}\p{N}*_])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/`([^`]+)`/gu, '$1')
    .replace(/\\([\\`*_[\]<>~|&.)\-+#=:/])/gu, '$1');
}

function saysTarget(label: string, target: string): boolean {
  const bare = (text: string) => text.replace(/^(?:https?:\/\/|mailto:|tel:)/u, '').replace(/\/$/u, '');
  return bare(label) === bare(target) || target === '' || /^(?:mailto|tel):/u.test(target);
}
