import { strFromU8, unzipSync } from 'fflate';
import PostalMime from 'postal-mime';
import { ApprovedTexts } from '../src/notices/approved-texts.js';
import { NoticeDocuments } from '../src/notices/notice-documents.js';
import { documentFormats } from '../src/notices/render-document.js';
import type { DocumentFormat } from '../src/notices/render-document.js';
import { OrganisationSettings } from '../src/organisation/organisation.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import {
  approvedNotice,
  approveAnotherText,
  importCsv,
  incidentOf,
  noticeInReview,
} from './support/mailings.js';
import type { As } from './support/mailings.js';
import { readPdf } from './support/pdf.js';
import { EVERYONE, people } from './support/people.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  await running.app
    .get(OrganisationSettings)
    .save(0, { name: 'Larkmoor Group', phone: '1800 555 014' }, SYSTEM);
});

afterAll(() => running.close());

const path = (id: string, format: string) => `/api/v1/notices/${id}/documents/${format}`;

async function contentOf(id: string, format: DocumentFormat, recipientId?: string): Promise<Buffer> {
  const reader = recipientId === undefined ? {} : { recipientId };
  const { content } = await running.app.get(NoticeDocuments).of(id, format, reader, as('lena').actor);
  return Buffer.from(content);
}

/** Words of one format, marks included. */
async function wordsIn(id: string, format: DocumentFormat): Promise<string> {
  const bytes = await contentOf(id, format);
  if (format === 'pdf') return readPdf(bytes).pageTexts.join('');
  if (format !== 'docx')
    return format === 'eml' ? ((await PostalMime.parse(bytes)).text ?? '') : bytes.toString('utf8');
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('');
}

const numberOf = async (id: string) => {
  const { contentHash, revision, incidentId } = (await as('lena').get(`/api/v1/notices/${id}`)).json<{
    contentHash: string;
    revision: number;
    incidentId: string;
  }>();
  const { reference } = (await as('lena').get(`/api/v1/incidents/${incidentId}`)).json<{
    reference: string;
  }>();
  return `${reference} / ${revision} / ${contentHash.slice(0, 16).match(/.{4}/g)!.join(' ')}`;
};

it('carries one number on every document of an approved text, and no mark', async () => {
  const id = await approvedNotice(as, await incidentOf(as));
  const number = await numberOf(id);
  for (const format of documentFormats) {
    const words = await wordsIn(id, format);
    expect(words).toContain(number);
    expect(words).not.toContain('DRAFT');
  }
});

it('marks every document of a text that nobody approved', async () => {
  const { id } = await noticeInReview(as, await incidentOf(as));
  for (const format of documentFormats) expect(await wordsIn(id, format)).toContain('DRAFT: not approved');
  expect((await as('lena').get(path(id, 'text'))).headers['content-disposition']).toMatch(
    /^attachment; filename="DRAFT-[A-Z0-9-]+-individuals-email-en-r2\.txt"$/,
  );
});

it('gives a changed text another number', async () => {
  const id = await approvedNotice(as, await incidentOf(as));
  const before = await numberOf(id);
  await approveAnotherText(as, id);
  const after = await numberOf(id);
  expect(after).not.toBe(before);
  expect(await wordsIn(id, 'pdf')).toContain(after);
});

it('shows the values of the approved revision, whatever the facts say now', async () => {
  const incidentId = await incidentOf(as);
  const id = await approvedNotice(as, incidentId);
  const before = await contentOf(id, 'pdf');
  const facts = { organisation: { name: 'Another Name' }, data: { classes: [{ class: 'iban' }] } };
  await as('lena').post(`/api/v1/incidents/${incidentId}/facts`, {
    revision: 1,
    facts,
    reason: 'We know more.',
  });
  expect((await contentOf(id, 'pdf')).equals(before)).toBe(true);
});

it('sends the very words and the number of the document', async () => {
  const incidentId = await incidentOf(as);
  const id = await approvedNotice(as, incidentId);
  const manager = running.app.get(Reader).manager;
  const approved = await running.app.get(ApprovedTexts).approved(manager, id, as('lena').actor);
  const sent = approved!.render({
    name: 'Anna',
    reference: 'R-1',
    dataClasses: ['name'],
    affected: 'certain',
  });
  const number = await numberOf(id);
  expect(sent.html).toContain(number);
  expect(sent.text).toContain(number);
});

it('hands files out to be kept, never to be shown in place', async () => {
  const id = await approvedNotice(as, await incidentOf(as));
  for (const format of documentFormats) {
    const { status, headers } = await as('karl').get(path(id, format));
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[A-Za-z0-9_.-]+"$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  }
});

it('fills in the values of one person on the list, and says per person where it is for nobody', async () => {
  const incidentId = await incidentOf(as);
  await importCsv(as, incidentId, 'email,name,reference\na@example.org,Anna Verhoeven,R-1\n');
  const id = await approvedNotice(as, incidentId);
  const list = (await as('lena').get(`/api/v1/incidents/${incidentId}/recipients`)).json<{
    recipients: { id: string }[];
  }>();
  expect((await contentOf(id, 'text', list.recipients[0]!.id)).toString('utf8')).not.toContain('⟦');
  expect((await contentOf(id, 'text')).toString('utf8')).toContain('⟦per person');
});

it.each([
  ['docm', '', 422, 'notices.format_unknown'],
  ['toString', '', 422, 'notices.format_unknown'],
  ['pdf', '?country=de', 422, ''],
  ['pdf', '?group=x&recipientId=01ARZ3NDEKTSV4RRFFQ69G5FAV', 422, ''],
  ['pdf', '?recipientId=01ARZ3NDEKTSV4RRFFQ69G5FAV', 422, ''],
])('refuses %s%s', async (format, query, status, code) => {
  const id = await approvedNotice(as, await incidentOf(as));
  const answer = await as('lena').get(path(id, format) + query);
  expect(answer.status).toBe(status);
  if (code) expect(answer.json<{ code: string }>().code).toBe(code);
});

it('hides the documents of an incident from those who may not see it', async () => {
  const body = { title: 'Quiet', visibility: 'members', facts: {} };
  const incidentId = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>().id;
  const id = (await as('lena').post(`/api/v1/incidents/${incidentId}/notices`)).json<{ id: string }>().id;
  expect((await as('dana').get(path(id, 'pdf'))).status).toBe(404);
});
