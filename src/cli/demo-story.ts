import type { INestApplicationContext } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import { Incidents } from '../incidents/incidents.service.js';
import { OwnSteps } from '../plans/own-steps.service.js';
import { PlaybookApplication } from '../plans/playbook-application.service.js';
import { StepDecisions } from '../plans/step-decisions.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';

const LOG = [
  '2026-11-19T20:10:04Z statements-api release 4.18.2 live on all nodes: owner of the statement is checked',
  '2026-11-19T20:11:30Z statements-api request for another customer answered 403 (test account A asks for B)',
  '2026-11-19T20:14:02Z statements-api sessions of the last 72 hours ended',
  '',
].join('\n');

const CALLBACK = {
  title: 'Call back every customer whom a caller posing as the bank has reached',
  phase: 'support',
  owner: 'customer-service',
  lane: 'normal',
  serves: { 'human-contact': 4, compensation: 1 },
  requires: [],
  doneWhen: 'Each of them spoke to a person of the bank and knows what happens next.',
  leadHours: 72,
  effort: 'M',
  asksEvidence: false,
};

/** Who takes part; each signs for what they do. */
export interface DemoPeople {
  lead: Actor;
  communications: Actor;
}

/** The first days of the bank's response: decisions, a file that proves one, and then a fact that moves the plan. */
export async function tellBankStory(
  app: INestApplicationContext,
  incidentId: string,
  { lead, communications }: DemoPeople,
): Promise<void> {
  const steps = app.get(StepDecisions, { strict: false });
  const accept = (stepId: string) =>
    steps.decide(incidentId, stepId, { decision: 'accept', reason: '', revision: 0 }, lead);
  const due = (hours: number) => Temporal.Now.instant().add({ hours }).round('hour');

  await app.get(OwnSteps, { strict: false }).add(incidentId, CALLBACK, lead);
  await app
    .get(EvidenceFiles, { strict: false })
    .add(
      incidentId,
      { name: 'statements-service-after-repair.log', bytes: Buffer.from(LOG) },
      { note: 'Log kept before and after the repair', subject: { kind: 'step', id: 'contain-preserve' } },
      lead,
    );
  const { revision } = await accept('contain-preserve');
  await steps.decide(incidentId, 'contain-preserve', { decision: 'complete', reason: '', revision }, lead);

  const phone = await accept('support-phone');
  await steps.adapt(incidentId, 'support-phone', { dueAt: due(20), revision: phone.revision }, lead);
  await steps.assign(incidentId, 'support-phone', communications.id, lead);
  const cards = await accept('remedy-card-reissue');
  await steps.adapt(
    incidentId,
    'remedy-card-reissue',
    { title: 'Replace account numbers without asking', dueAt: due(96), revision: cards.revision },
    lead,
  );
  await accept('verify-interim-proof');
  const reason = 'First the repayment of losses; goodwill after the survey of what customers expect.';
  await steps.decide(incidentId, 'remedy-goodwill', { decision: 'skip', reason, revision: 0 }, lead);
  await publishedSample(app, incidentId, lead);
}

/** Applies the shipped playbook of the industry in the middle of the hospital's response. */
export async function tellHospitalStory(
  app: INestApplicationContext,
  incidentId: string,
  { lead }: DemoPeople,
): Promise<void> {
  await app.get(PlaybookApplication, { strict: false }).apply(incidentId, { playbookId: 'healthcare' }, lead);
}

async function publishedSample(app: INestApplicationContext, incidentId: string, lead: Actor): Promise<void> {
  const incidents = app.get(Incidents, { strict: false });
  const { manager } = app.get(Reader, { strict: false });
  const { revision, facts } = await incidents.currentFacts(manager, incidentId);
  const reason = 'Forty statements stand in a forum as a sample.';
  await incidents.revise(incidentId, revision, { ...facts, published: true }, reason, lead);
}
