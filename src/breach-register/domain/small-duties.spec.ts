import type { Duty } from '../../obligations/domain/duty.js';
import { decisionsFor, partiesOf, partyDecisionFaults } from './small-duties.js';

const duty = (ruleId: string, recipient: Duty['recipient'], status: Duty['status']) =>
  ({ ruleId, recipient, status }) as Duty;

const DUTIES = [
  duty('report', 'regulator', 'due'),
  duty('other-report', 'regulator', 'not-owed'),
  duty('tell', 'individuals', 'not-owed'),
  duty('elsewhere', 'individuals', 'not-owed'),
  duty('perhaps', 'partners', 'needs-facts'),
];
const AT_WORST = [
  duty('report', 'regulator', 'due'),
  duty('other-report', 'regulator', 'asap'),
  duty('tell', 'individuals', 'clock-not-started'),
  duty('elsewhere', 'individuals', 'not-owed'),
  duty('perhaps', 'partners', 'needs-facts'),
];
const PARTIES = partiesOf(DUTIES, AT_WORST);

describe('The duties of a small incident', () => {
  it('stand by who would be told; only what harm alone decides is let go on the assessment', () => {
    const ids = PARTIES.map(({ party, owed, assessedAway }) => [
      party,
      owed.map(({ ruleId }) => ruleId),
      assessedAway.map(({ ruleId }) => ruleId),
    ]);
    expect(ids).toEqual([
      ['authorities', ['report'], ['other-report']],
      ['people', [], ['tell']],
    ]);
  });

  it('are notified where owed; what nobody has to be told is recorded as not notifiable', () => {
    const decided = decisionsFor(PARTIES, [{ party: 'authorities', decision: 'notify', reason: ' Risk. ' }]);
    expect(decided.map((one) => [one.duty.ruleId, one.decision, one.reason])).toEqual([
      ['report', 'notify', 'Risk.'],
      ['other-report', 'not_notifiable', 'Risk.'],
      ['tell', null, ''],
    ]);
  });

  it('cannot be decided without a reason, twice, for nobody, or as a notice that no law asks for', () => {
    const faults = partyDecisionFaults(PARTIES, [
      { party: 'authorities', decision: 'not_notifiable', reason: '  ' },
      { party: 'authorities', decision: 'later', reason: '' },
      { party: 'people', decision: 'notify', reason: 'To be kind' },
      { party: 'others', decision: 'not_notifiable', reason: 'None' },
    ]);
    expect(faults.map(({ path }) => path)).toEqual([
      '/decisions/0/reason',
      '/decisions/1/party',
      '/decisions/2/decision',
      '/decisions/3/party',
    ]);
  });
});
