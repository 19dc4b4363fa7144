import { conflictRows, mineOverTheirs } from './facts.conflict.js';
import { withFreshOrigins } from './facts.provenance.js';

const SIDES = {
  base: { ongoing: true, affected: { total: 10 } },
  mine: { ongoing: true, affected: { total: 20 }, repeat: true },
  theirs: { affected: { total: 30 }, published: false },
};

describe('Two saves of the same facts', () => {
  it('are told fact by fact, what both changed first', () => {
    expect(conflictRows(SIDES, 'UTC')).toEqual([
      { fact: 'People in all', base: '10', mine: '20', theirs: '30', contested: true },
      { fact: 'Still going on', base: 'Yes', mine: 'Yes', theirs: 'Not known', contested: false },
      { fact: 'Data published', base: 'Not known', mine: 'Not known', theirs: 'No', contested: false },
      { fact: 'Happened before', base: 'Not known', mine: 'Yes', theirs: 'Not known', contested: false },
    ]);
  });

  it('lie over each other: mine wins where I changed something, theirs stays elsewhere', () => {
    expect(mineOverTheirs(SIDES)).toEqual({ affected: { total: 20 }, published: false, repeat: true });
  });
});

describe('Who said so', () => {
  const said = { by: 'Lena', at: '2026-11-20T00:00:00Z' };
  const veris = { by: 'Import', at: '2026-11-01T00:00:00Z', source: 'VERIS /timeline' };
  const base = {
    awareAt: '2026-10-01T00:00:00Z',
    ongoing: true,
    provenance: { '/awareAt': veris, '/ongoing': veris },
  };

  it('is the editor where a fact changed, nobody where it went, and as before elsewhere', () => {
    const facts = { awareAt: '2026-10-02T00:00:00Z', provenance: base.provenance };
    expect(withFreshOrigins(facts, base, said)['provenance']).toEqual({ '/awareAt': said });
    expect(withFreshOrigins(base, base, said)).toEqual(base);
  });

  it('is whom the editor names, when they name someone', () => {
    const named = { by: 'Joris', at: '2026-10-03T00:00:00Z' };
    const facts = { awareAt: '2026-10-02T00:00:00Z', provenance: { '/awareAt': named } };
    expect(withFreshOrigins(facts, base, said)['provenance']).toEqual({ '/awareAt': named });
  });
});
