import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { loadNoticeKinds } from '../notice-kinds.loader.js';
import { annexOf } from './annex.js';
import type { NoticeDuty } from './notice-condition.js';
import { authorFields, type NoticeKind } from './notice-kind.js';
import { checkTemplate } from './template-checker.js';

const catalogue = loadCatalogue();
const { stateTexts } = catalogue;
const kinds = loadNoticeKinds(catalogue);
const email = kinds.get('individuals-email') as NoticeKind;

function duty(jurisdiction: string, ...contentCodes: string[]): NoticeDuty {
  return {
    ruleId: `${jurisdiction.toLowerCase()}-individuals`,
    status: 'due',
    recipient: 'individuals',
    jurisdiction,
    contentCodes,
    prohibitedContent: [],
  };
}

const toPeople = [...catalogue.rules.values()].filter(({ recipient }) => recipient === 'individuals');
const ofRules = toPeople.map(({ jurisdiction, content }) => duty(jurisdiction, ...content));

describe('The annex', () => {
  it('is empty where no duty asks for an address or a text', () => {
    expect(annexOf([duty('US-TX'), duty('FR', 'incident-date', 'dpo-contact')], stateTexts)).toBe('');
  });

  it('prints a text of the country once for all its states, and a text of a state for it alone', () => {
    const annex = annexOf(
      [duty('US-IA', 'cra-contacts', 'report-identity-theft-advice'), duty('US-CO', 'cra-contacts')],
      stateTexts,
    );
    expect(annex.match(/Equifax/g)).toHaveLength(1);
    expect(annex.match(/^### .+$/gm)).toEqual(['### The three credit bureaus', '### If you live in Iowa']);
  });

  it('marks what no text answers, with the place whose law asks for it', () => {
    expect(annexOf([duty('US-VT', 'ag-contact')], stateTexts)).toBe(
      '⟦missing: address and telephone of the attorney general (US-VT), ask: counsel⟧',
    );
  });

  it('marks what a text lacks right below it', () => {
    const texts = [
      {
        id: 'us-vt-ag',
        jurisdiction: 'US-VT',
        codes: ['ag-contact'],
        heading: 'If you live in Vermont',
        text: 'Telephone 802-555-0100.',
        lacks: 'address of the attorney general',
        source: ['invented'],
        checkedOn: '2026-11-22',
        verified: false,
      },
    ];
    expect(annexOf([duty('US-VT', 'ag-contact')], { ...stateTexts, texts })).toBe(
      '### If you live in Vermont\n\nTelephone 802-555-0100.\n\n⟦missing: address of the attorney general, ask: counsel⟧',
    );
  });

  it('prints the state text that Massachusetts asks for: the police report and the free freeze, and no event', () => {
    const annex = annexOf([duty('US-MA', 'security-freeze-info', 'security-freeze-free')], stateTexts);
    expect(annex).toContain('There is no charge to place, lift or remove a freeze.');
    expect(annex).toContain('You have the right to obtain any police report that was filed about this.');
    expect(annex).not.toMatch(/breach|attack|copied|stolen|lost/i);
  });

  it('answers by a text each code that the shipped rules ask it for, and may stand in a notice as it is', () => {
    const annex = annexOf(ofRules, stateTexts);
    expect(annex).not.toMatch(/\(US/);
    expect(checkTemplate(annex, 'author', authorFields(email, []))).toEqual([]);
  });

  it.each(['individuals-email', 'individuals-letter', 'public-notice'])(
    'stands last in the kind %s, where a duty asks for one of its codes',
    (id) => {
      const sections = kinds.get(id)?.sections ?? [];
      const codes = stateTexts.asks.map(({ code }) => code);
      expect(sections.at(-1)).toMatchObject({
        id: 'annex',
        shownWhen: { asked: codes },
        contentCodes: codes,
      });
    },
  );
});
