import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import { FormFields } from '../form-fields.js';
import { actOn } from './playbook-editor.acts.js';
import { contentOf, editedOf, readEdited } from './playbook-editor.form.js';
import type { EditedPlaybook } from './playbook-editor.form.js';

const OWN: OwnStep = {
  title: 'Call the shops',
  phase: 'notify',
  owner: 'operations',
  lane: 'normal',
  serves: { speed: 2, 'human-contact': 4 },
  requires: ['assess-who'],
  doneWhen: 'Every shop answered',
  leadHours: 4,
  effort: 'S',
  asksEvidence: true,
};

const CONTENT: PlaybookContent = {
  title: 'Cards copied',
  summary: 'Two\nlines',
  industry: 'retail',
  causes: ['error', 'external-attack'],
  steps: [
    { step: 'a', title: 'First', dueHours: 24, feasibility: { factor: 0.75, reason: 'Few people' } },
    { id: 'own-call', own: OWN, note: 'By phone' },
    { step: 'b', owner: 'legal' },
  ],
  leftOut: [{ step: 'c', reason: 'Others do it' }],
};

/** What a browser posts for an edited playbook. */
function posted(edited: EditedPlaybook, more: Record<string, string | string[]> = {}): FormFields {
  const fields: Record<string, string | readonly string[]> = {
    title: edited.title,
    summary: edited.summary,
    industry: edited.industry,
    causes: edited.causes,
    ...more,
  };
  edited.steps.forEach(({ own, reason, factor, key, ...plain }, index) => {
    const at = `steps.${index}`;
    const all = { ...plain, key, 'feasibility.factor': factor, 'feasibility.reason': reason };
    for (const [name, value] of Object.entries(all)) fields[`${at}.${name}`] = value;
    if (!own) return;
    const { serves, requires, asksEvidence, ...texts } = own;
    for (const [name, value] of Object.entries(texts)) fields[`${at}.own.${name}`] = value;
    for (const [name, value] of Object.entries(serves)) fields[`${at}.own.serves.${name}`] = value;
    fields[`${at}.own.requires`] = requires;
    if (asksEvidence) fields[`${at}.own.asksEvidence`] = 'yes';
  });
  edited.leftOut.forEach(({ step, reason }, index) => {
    fields[`leftOut.${index}.step`] = step;
    fields[`leftOut.${index}.reason`] = reason;
  });
  return new FormFields(fields);
}

const keys = ({ steps }: EditedPlaybook) => steps.map(({ key }) => key);

describe('the editor of a playbook', () => {
  it('gives back through its form what it was given', () => {
    expect(contentOf(readEdited(posted(editedOf(CONTENT))))).toEqual(CONTENT);
  });

  it('hands on what is no number as it was typed, so that the check names the place', () => {
    const edited = editedOf(CONTENT);
    edited.steps[0] = { ...edited.steps[0]!, dueHours: 'soon', factor: '0,8' };
    expect(contentOf(readEdited(posted(edited)))).toMatchObject({
      steps: [{ dueHours: 'soon', feasibility: { factor: 0.8 } }, {}, {}],
    });
  });

  it('moves steps up and down, and not beyond the ends', () => {
    const act = (name: string) => keys(actOn(editedOf(CONTENT), new FormFields({}), name).edited);
    expect(act('up:1')).toEqual(['own-call', 'a', 'b']);
    expect(act('down:1')).toEqual(['a', 'b', 'own-call']);
    for (const beyond of ['up:0', 'down:2', 'up:99', 'up:-1', 'up:x', 'fly:1'])
      expect(act(beyond)).toEqual(['a', 'own-call', 'b']);
  });

  it('takes steps out, leaves them out, and puts them back', () => {
    const left = actOn(editedOf(CONTENT), new FormFields({}), 'leave:2').edited;
    expect([keys(left), left.leftOut.map(({ step }) => step)]).toEqual([
      ['a', 'own-call'],
      ['c', 'b'],
    ]);
    expect(actOn(left, new FormFields({}), 'back:0').edited.leftOut).toEqual([{ step: 'b', reason: '' }]);
    expect(actOn(left, new FormFields({}), 'leave:1').edited.leftOut).toHaveLength(2);
  });

  it('adds what is ticked, in order and each once', () => {
    const form = new FormFields({ pick: ['e', 'a', 'd', 'e', 'c'] });
    expect(keys(actOn(editedOf(CONTENT), form, 'use').edited)).toEqual(['a', 'own-call', 'b', 'e', 'd']);
    expect(actOn(editedOf(CONTENT), form, 'leave-picked').edited.leftOut.map(({ step }) => step)).toEqual([
      'c',
      'e',
      'd',
    ]);
  });

  it('gives an own step an id of its title that is free', () => {
    const form = new FormFields({ 'new.title': 'Call!', 'new.phase': 'notify' });
    const once = actOn(editedOf(CONTENT), form, 'own').edited;
    expect(keys(once)).toEqual(['a', 'own-call', 'b', 'own-call-2']);
    expect(keys(actOn(once, new FormFields({ 'new.title': '電話' }), 'own').edited).at(-1)).toBe('own-step');
  });
});
