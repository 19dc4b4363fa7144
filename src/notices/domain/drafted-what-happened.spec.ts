import { breach, draftOf, sentText } from '../../../test/support/drafted-notices.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';

describe('what happened', () => {
  it.each<[string, IncidentFacts, RegExp]>([
    [
      'a theft by an outsider',
      { incident: { types: ['data-theft'] } },
      /someone from outside copied data about/,
    ],
    [
      'an intrusion',
      { incident: { types: ['external-intrusion'], effects: ['confidentiality'] } },
      /someone from outside got at data about/,
    ],
    [
      'ransomware without a leak',
      { incident: { types: ['ransomware'], effects: ['availability'] } },
      /attackers locked systems with data about/,
    ],
    [
      'a flood of requests',
      { incident: { types: ['denial-of-service'] } },
      /someone from outside attacked systems with data about/,
    ],
    [
      'sharing without leave',
      { incident: { types: ['declared-sharing'] } },
      /we passed on data about .* to \{\{list incident\.recipientsOfData\}\}/,
    ],
    [
      'misuse inside',
      { incident: { types: ['insider-misuse'] } },
      /someone inside our organisation misused data about/,
    ],
    [
      'a supplier',
      { incident: { types: ['supply-chain-compromise'] } },
      /a breach at a firm that works for us reached data about/,
    ],
    [
      'a letter to the wrong people',
      { incident: { types: ['misdelivery'] } },
      /we sent data about \S+ \S+ \S+ to the wrong people/,
    ],
    [
      'an open store',
      { incident: { types: ['accidental-exposure'] } },
      /we left data about .* open to people who should not see them/,
    ],
    [
      'papers thrown away',
      { incident: { types: ['improper-disposal'] } },
      /threw away papers or devices with data about .* without destroying them/,
    ],
    [
      'a failure without attack',
      { incident: { types: ['operational-failure'] } },
      /a failure on our side affected data about/,
    ],
    [
      'a stolen device',
      { incident: { types: ['theft-of-device'] } },
      /someone stole papers or a device with data about/,
    ],
    [
      'a lost device',
      { incident: { types: ['loss-of-device'] } },
      /we lost papers or a device with data about/,
    ],
    ['nothing known', {}, /\{\{incident\.cause\}\} affected data about/],
  ])('is told by its cause: %s', (_, facts, sentence) => {
    const text = sentText(draftOf({ facts: { affected: { total: 5 }, ...facts } }), 'happened');
    expect(text).toMatch(sentence);
    expect(
      text.match(
        /someone from outside|attackers|we passed on|inside our organisation|a firm that works|we sent|we left|we threw|we made|a failure on our side|stole|we lost|incident\.cause/g,
      ),
    ).toHaveLength(1);
  });

  it.each(['declared-sharing', 'insider-misuse'])('never calls %s an attack', (type) => {
    const text = sentText(draftOf({ facts: { incident: { types: [type] } } }));
    expect(text).not.toMatch(/attack|outside (?!has checked|firm)|intruder|came in/);
  });

  it.each<[string, IncidentFacts, string]>([
    [
      'a stretch of time for a leak that went on',
      { incident: { types: ['accidental-exposure'] } },
      'From {{dateRange incident.occurredAt incident.occurredUntil}},',
    ],
    [
      'a stretch of time for a failure that went on',
      { incident: { types: ['operational-failure'] } },
      'From {{dateRange incident.occurredAt incident.occurredUntil}},',
    ],
    [
      'bounds for an attack',
      { incident: { types: ['data-theft'] } },
      'Between {{dateBounds incident.occurredAt incident.occurredUntil}},',
    ],
    [
      'its day for an act of one moment',
      { incident: { types: ['theft-of-device'] } },
      'On {{longDate incident.occurredAt}},',
    ],
    [
      'its day where both ends are one',
      { incident: { types: ['data-theft'] }, containedAt: '2026-11-14T20:00:00Z' },
      'On {{longDate incident.occurredAt}},',
    ],
    [
      'its start where the end is unknown',
      { incident: { types: ['data-theft'] }, containedAt: undefined },
      'Starting on {{longDate incident.occurredAt}},',
    ],
    ['that it is unknown', { occurredAt: undefined }, 'On a day that we do not know yet,'],
    [
      'its start where the end lies before it',
      { incident: { types: ['data-theft'] }, containedAt: '2026-11-13T20:00:00Z' },
      'Starting on',
    ],
  ])('has as its time: %s', (_, facts, opening) => {
    expect(sentText(draftOf({ facts: { ...breach, ...facts } }), 'happened').split('\n\n')[1]).toMatch(
      new RegExp(`^${opening.replace(/[{}.]/g, '\\$&')}`),
    );
  });

  it('is told as stopped only where it went on; else as brought under control', () => {
    const told = (...types: string[]) =>
      sentText(draftOf({ facts: { ...breach, incident: { types } } }), 'happened').match(
        /stopped it|under control/g,
      );
    for (const type of ['data-theft', 'insider-misuse', 'supply-chain-compromise', 'accidental-exposure'])
      expect([type, told(type)]).toEqual([type, ['stopped it']]);
    for (const type of ['misdelivery', 'improper-disposal', 'operational-failure', 'loss-of-device'])
      expect([type, told(type)]).toEqual([type, ['under control']]);
  });

  it('names no way in where a service was flooded and nobody came in', () => {
    const told = (facts: IncidentFacts) =>
      sentText(draftOf({ facts, details: { 'incident.wayIn': 'a flood of requests' } }), 'happened');
    expect(told({ incident: { types: ['denial-of-service'] } })).toContain(
      'The cause was {{incident.wayIn}}.',
    );
    expect(told({ incident: { types: ['denial-of-service', 'malware'] } })).toContain('They came in through');
  });

  it('gives the reason where people hear of it after more than 30 days', () => {
    const late = (discoveredAt: string) => draftOf({ facts: { ...breach, discoveredAt } });
    expect(sentText(late('2026-10-19T12:00:00Z'))).toContain('{{incident.delayReason}}');
    expect(late('2026-10-19T12:00:00Z').missing.map(({ placeholder }) => placeholder)).toContain(
      'incident.delayReason',
    );
    expect(sentText(late('2026-10-20T12:00:00Z'))).not.toContain('delayReason');
  });
});
