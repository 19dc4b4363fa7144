import { Temporal } from 'temporal-polyfill';
import type { ProofParts } from '../../src/proofs/domain/proof-parts.js';
import type { ProofView } from '../../src/proofs/proofs.views.js';
import type { Answer } from './client.js';
import type { As } from './mailings.js';
import type { EVERYONE, SignedIn } from './people.js';

export type Who = keyof typeof EVERYONE;

/** Every step between the cause and the independent test, in the order in which they can be done. */
export const [REPAIR, CHECK] = ['remedy-fix-root', 'verify-independent-test'] as const;
const STEPS = ['contain-preserve', 'assess-scope', 'assess-root-cause', REPAIR, CHECK];

/** The same for a whole test file, also where a day ends while it runs. */
const TODAY = Temporal.Now.plainDateISO('UTC');

/** A day before today, in UTC. */
export function daysAgo(days: number): string {
  return TODAY.subtract({ days }).toString();
}

/** A whole record: closed nine days ago, tested a week ago. */
export function wholeProof(): ProofParts {
  return {
    repair: {
      step: REPAIR,
      what: 'the flaw in our statements service',
      weakness: 'A statement could be opened by changing a number in its address.',
      change: 'Each statement now asks whose it is before it opens.',
      by: 'Larkmoor platform team',
      closedAt: `${daysAgo(9)}T19:20:00Z`,
    },
    check: {
      organisation: 'Corvane Security',
      tester: 'Ines Okoro-Test',
      relation: 'outside',
      independence: 'Corvane has no other contract with us and built none of it.',
      method: 'They tried the same way in, and 40 like it, from outside.',
      scope: 'The statements service and the three services that share its sign-in.',
      testedOn: daysAgo(7),
      result: 'closed',
      finding: 'it tried the same way in and failed',
    },
    openPoints: [{ text: 'we are testing our other services', by: daysAgo(-14), ofWeakness: false }],
    proofUrl: '',
  };
}

function fine<T>(answer: Answer): T {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<T>();
}

export function proofApi(incidentId: string): string {
  return `/api/v1/incidents/${incidentId}/proof`;
}

export async function proofOf(who: SignedIn, incidentId: string): Promise<ProofView> {
  return fine(await who.get(proofApi(incidentId)));
}

let files = 0;

/** A text file of its own, as an upload. */
export function report(name = 'report.txt'): { field: string; name: string; type: string; content: string } {
  return { field: 'file', name, type: 'text/plain', content: `Report ${++files}: no way in.` };
}

/** Lena does every step up to the independent test, each with a file. */
export async function repaired(as: As, incidentId: string): Promise<void> {
  const base = `/api/v1/incidents/${incidentId}`;
  for (const step of STEPS) {
    fine(await as('lena').upload(`${base}/evidence`, { subject: `step:${step}` }, report(`${step}.txt`)));
    for (const decision of ['accept', 'complete']) await decideStep(as, incidentId, step, decision);
  }
}

export async function decideStep(as: As, incidentId: string, step: string, decision: string): Promise<void> {
  const plan = `/api/v1/incidents/${incidentId}/plan`;
  const { decisions } = fine<{ decisions: Record<string, { revision: number }> }>(await as('lena').get(plan));
  const body = { decision, revision: decisions[step]?.revision ?? 0, reason: 'Seen anew.' };
  fine(await as('lena').post(`${plan}/steps/${step}/decision`, body));
}

/** Dana writes the record; the report is linked to it. */
export async function written(as: As, incidentId: string, parts = wholeProof()): Promise<ProofView> {
  fine(await as('dana').upload(`${proofApi(incidentId)}/files`, {}, report()));
  const { revision } = await proofOf(as('dana'), incidentId);
  return fine(await as('dana').post(`${proofApi(incidentId)}/revisions`, { revision, ...parts }));
}

export async function confirmedBy(as: As, who: Who, incidentId: string): Promise<Answer> {
  const { revision, contentHash } = await proofOf(as(who), incidentId);
  return as(who).post(`${proofApi(incidentId)}/confirmation`, { revision, contentHash });
}

/** Repaired, tested, written by Dana and confirmed by Karl. */
export async function proved(as: As, incidentId: string): Promise<ProofView> {
  await repaired(as, incidentId);
  await written(as, incidentId);
  return fine(await confirmedBy(as, 'karl', incidentId));
}
