import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { causeOf } from './cause.js';

const veris = (actor: string, action: string): IncidentFacts => ({
  veris: { actor: { [actor]: { variety: ['Unknown'] } }, action: { [action]: { variety: ['Unknown'] } } },
});
const types = (...types: string[]): IncidentFacts => ({ incident: { types } });

describe('the cause of an incident', () => {
  it.each([
    ['declared sharing', types('declared-sharing'), 'own-sharing'],
    ['a compromise through a supplier', types('supply-chain-compromise'), 'third-party'],
    ['a partner as VERIS actor', veris('partner', 'error'), 'third-party'],
    ['misuse by an insider', types('insider-misuse'), 'internal-misuse'],
    ['an internal VERIS actor with misuse', veris('internal', 'misuse'), 'internal-misuse'],
    ['VERIS hacking', veris('external', 'hacking'), 'external-attack'],
    ['VERIS malware', veris('external', 'malware'), 'external-attack'],
    ['VERIS social', veris('external', 'social'), 'external-attack'],
    ['ransomware', types('ransomware'), 'external-attack'],
    ['an exploited weakness of a product', types('product-vulnerability'), 'external-attack'],
    ['VERIS error', veris('internal', 'error'), 'error'],
    ['a message to the wrong person', types('misdelivery'), 'error'],
    ['VERIS physical', veris('external', 'physical'), 'physical-loss'],
    ['a stolen laptop', types('theft-of-device'), 'physical-loss'],
  ])('%s', (_, facts, cause) => {
    expect(causeOf(facts)).toBe(cause);
  });

  it.each([
    ['declared sharing goes before an attack', types('ransomware', 'declared-sharing'), 'own-sharing'],
    ['a supplier goes before misuse', types('insider-misuse', 'supply-chain-compromise'), 'third-party'],
    ['a partner who misuses access is a third party', veris('partner', 'misuse'), 'third-party'],
    ['an attack goes before an error', types('accidental-exposure', 'data-theft'), 'external-attack'],
    ['an error goes before a loss', { ...types('loss-of-device'), ...veris('internal', 'error') }, 'error'],
    [
      'VERIS misuse of an insider goes before the phishing that the types name',
      { ...types('phishing'), ...veris('internal', 'misuse') },
      'internal-misuse',
    ],
  ])('%s', (_, facts, cause) => {
    expect(causeOf(facts)).toBe(cause);
  });

  it.each([
    ['nothing is known', {}],
    ['misuse by an outsider, which no reading names', veris('external', 'misuse')],
    ['a VERIS action with no reading', veris('unknown', 'environmental')],
    ['VERIS actor and action are not objects', { veris: { actor: 'partner', action: ['hacking'] } }],
    ['the named part holds nothing', { veris: { actor: { partner: null }, action: { error: 'yes' } } }],
    ['the name is only inherited', { veris: { actor: {}, action: Object.create({ error: {} }) } }],
  ])('is unknown when %s', (_, facts) => {
    expect(causeOf(facts)).toBe('unknown');
  });
});
