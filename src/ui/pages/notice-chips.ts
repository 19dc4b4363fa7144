import type { FieldSource } from '../../notices/domain/field-source.js';
import { helperArguments, wordingOf } from '../../notices/domain/notice-helpers.js';
import type { NoticeLanguage } from '../../notices/domain/notice-helpers.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import type { NoticeText } from '../../notices/domain/notice-text.js';
import type { NoticeValue, NoticeValues } from '../../notices/domain/notice-values.js';
import { takesType } from '../../notices/domain/template-fields.js';
import type { NoticeField } from '../../notices/notice-fields.js';
import type { EditorData } from '../editor/editor-data.js';
import { callOf, markSource } from '../editor/merge-fields.js';

const SOURCES: Readonly<Record<FieldSource, string>> = {
  fact: 'a fact of the incident',
  proof: 'from the proof of fix',
  profile: 'from the profile of the organisation',
  answer: 'answered on this page',
  person: 'differs from person to person',
};

/** What the chips of the editor and its list of fields say. */
export function editorData(
  fields: readonly NoticeField[],
  kind: NoticeKind,
  values: NoticeValues,
  text: NoticeText,
  language: NoticeLanguage,
): EditorData {
  return {
    fields: fields.map(({ name, label, source, value, example, type }) => ({
      name,
      label,
      source: SOURCES[source],
      value,
      example,
      personal: source === 'person',
      isAddress: type === 'url',
    })),
    said: Object.fromEntries(
      [...callsWithOne(kind), ...callsIn(text)].flatMap((call) => {
        const words = wordsOfCall(call, kind, values, language);
        return words === null ? [] : [[call, words]];
      }),
    ),
  };
}

/** Every helper with every field that it takes alone. */
function callsWithOne({ placeholders }: NoticeKind): string[] {
  const single = [...helperArguments].filter(([, takes]) => takes.length === 1);
  return [...placeholders.values()].flatMap(({ name, type }) =>
    single.filter(([, [takes = '']]) => takesType(takes, type)).map(([helper]) => `${helper} ${name}`),
  );
}

function callsIn({ sections }: NoticeText): string[] {
  return sections.flatMap(({ markdown }) =>
    (markSource(markdown)?.fields ?? []).map((written) => callOf(written) ?? ''),
  );
}

/** Null: no helper call, or something in it has no value. */
function wordsOfCall(
  call: string,
  kind: NoticeKind,
  values: NoticeValues,
  language: NoticeLanguage,
): string | null {
  const [helper = '', ...names] = call.split(' ');
  const type = kind.placeholders.get(names[0] ?? '')?.type;
  const given = names.map((name) => (Object.hasOwn(values, name) ? values[name] : undefined));
  if (!helperArguments.has(helper) || type === undefined || given.includes(undefined)) return null;
  try {
    return wordingOf(helper, type, given as NoticeValue[], language).text;
  } catch {
    return null;
  }
}
