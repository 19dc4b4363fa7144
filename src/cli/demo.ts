import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { Users } from '../identity/users.service.js';
import { IncidentImport } from '../incidents/incident-import.service.js';
import { Incidents } from '../incidents/incidents.service.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import { SYSTEM } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { PEOPLE_ROLES } from '../platform/access/permissions.js';
import { readEnvironment } from '../platform/config/read-environment.js';
import type { Environment } from '../platform/config/environment.js';
import { RecipientImports } from '../recipients/recipient-imports.service.js';
import { tellBankStory, tellHospitalStory } from './demo-story.js';
import type { DemoPeople } from './demo-story.js';
import { CommandRefused } from './outcome.js';
import { print, report } from './streams.js';

const SAMPLES = fileURLToPath(new URL('../../knowledge/sample-incidents', import.meta.url));
/** Three kinds of cases, in the order in which they are told; the first two are already being worked on. */
const SAMPLE_FILES: readonly { file: string; tell?: typeof tellBankStory }[] = [
  { file: 'bank-statements-copied.veris.json', tell: tellBankStory },
  { file: 'hospital-ransomware.veris.json', tell: tellHospitalStory },
  { file: 'retailer-data-shared.veris.json' },
];
const MARKER = 'demo';

/** Invented, like everything of the demonstration; reserved numbers and names only. */
const PROFILE = {
  name: 'Larkmoor Group',
  phone: '1800 555 014',
  phoneHours: 'every day from 7:00 to 23:00',
  phoneLanguages: ['en', 'de', 'fr'],
  email: 'help@larkmoor.example',
  address: 'Larkmoor Group, 1 Quay Street, Larkmoor',
  page: 'https://www.larkmoor.example/notice',
  accessRoutes: ['text relay', 'large print', 'sign-language video'],
  dpo: 'Nuala Breen, dpo@larkmoor.example',
  signer: 'Maeve Tallon, Chief Executive',
  linkHosts: ['www.larkmoor.example'],
};

const PEOPLE: Record<(typeof PEOPLE_ROLES)[number], string> = {
  admin: 'Ada Minton',
  lead: 'Imke Dorn',
  communications: 'Petra Holm',
  counsel: 'Aurel Vance',
  auditor: 'Sunniva Rask',
  viewer: 'Joris Hale',
};

/**
 * Starts on a fresh folder with sample incidents, one person per role and a few recipients under `example.*`.
 *
 * @param folder an empty or absent folder, or one of an earlier demonstration, which is made anew
 * @param serve  runs the service with the settings given
 * @throws CommandRefused when the folder holds anything else
 */
export async function startDemo(
  folder: string,
  serve: (
    environment: Environment,
    prepare: (app: INestApplicationContext) => Promise<void>,
  ) => Promise<void>,
): Promise<void> {
  clearFolder(folder);
  const { PORT = '', LOG_LEVEL = '', TIME_ZONE = '' } = process.env;
  const environment = readEnvironment({
    DATA_DIR: folder,
    MAILING_WAIT_SECONDS: '10',
    PORT,
    LOG_LEVEL,
    TIME_ZONE,
  });
  await serve(environment, async (app) => {
    await fill(app);
    report(
      'This is a demonstration: all people, firms and incidents are invented, and no mail leaves this machine.',
    );
  });
}

function clearFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARKER))) {
    throw new CommandRefused(
      `The folder ${folder} holds something else than a demonstration; name another with --data-dir.`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, MARKER), 'Made by redress demo; made anew at each start.\n');
}

async function fill(app: INestApplicationContext): Promise<void> {
  const people = await makePeople(app);
  await app.get(OrganisationSettings, { strict: false }).save(0, PROFILE, SYSTEM);
  for (const { file, tell } of SAMPLE_FILES) {
    const incidentId = await takeSample(app, readFileSync(join(SAMPLES, file), 'utf8'));
    await tell?.(app, incidentId, people);
  }
}

/** One account per role; the story is signed by these people. */
async function makePeople(app: INestApplicationContext): Promise<DemoPeople> {
  await print('Accounts (shown once):');
  const actors = new Map<string, Actor>();
  for (const role of PEOPLE_ROLES) {
    const password = randomBytes(12).toString('base64url');
    const email = `${role}@larkmoor.example`;
    const input = { name: PEOPLE[role], email, role, password };
    const { id, name } = await app.get(Users, { strict: false }).create(input);
    actors.set(role, { id, kind: 'user', name, role, sessionId: null, provedAt: null });
    await print(`  ${role.padEnd(15)} ${email.padEnd(34)} ${password}`);
  }
  return { lead: actors.get('lead')!, communications: actors.get('communications')! };
}

async function takeSample(app: INestApplicationContext, veris: string): Promise<string> {
  let incidentId = '';
  for await (const { reference, errors } of app
    .get(IncidentImport, { strict: false })
    .run(veris, 'organisation', SYSTEM)) {
    if (reference === null)
      throw new CommandRefused(
        `A sample incident was refused: ${errors.map(({ path }) => path).join(', ')}.`,
      );
    const incident = await app.get(Incidents, { strict: false }).byReference(reference, SYSTEM);
    await app.get(RecipientImports, { strict: false }).import(incident.id, Buffer.from(RECIPIENTS), SYSTEM);
    await print(`  ${reference}  ${incident.title}`);
    incidentId = incident.id;
  }
  return incidentId;
}

const RECIPIENTS = [
  'email,name,language,country,reference',
  'a.verhoeven@customer.example,A. Verhoeven-Test,en,IE,R-004812',
  'b.okafor@customer.example,B. Okafor-Test,en,GB,R-004813',
  'c.lindqvist@customer.example,C. Lindqvist-Test,en,NL,R-004814',
  'd.moreau@customer.example,D. Moreau-Test,en,BE,R-004815',
  'e.tanaka@customer.example,E. Tanaka-Test,en,DE,R-004816',
  '',
].join('\n');
