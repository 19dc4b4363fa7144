import { createPublicKey } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { AuditLog, publishedCheckpoints } from '../src/audit/audit-log.js';
import { AuditSealer } from '../src/audit/audit-sealer.js';
import { ACCOUNT_SCOPE, AuditTrail } from '../src/audit/audit-trail.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { Environment } from '../src/platform/config/environment.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { KEYS } from '../src/platform/platform.tokens.js';
import type { Keys } from '../src/platform/secrets/key-files.js';
import { openCheckpoint } from '../src/audit/domain/checkpoint.js';
import { startGround } from './support/ground.js';

let ground: INestApplicationContext;

beforeEach(async () => {
  ground = await startGround();
  // It seals by itself once a second, and a checkpoint of half the entries would prove less than these tests hold it to.
  await ground.get(AuditSealer).beforeApplicationShutdown();
  for (let n = 0; n < 6; n++) await append(`thing-${n}`);
  await ground.get(AuditSealer).sealAll();
});

afterEach(() => ground.close());

function append(subject: string, action = 'test.done'): Promise<void> {
  const entry = { action, subject, actor: SYSTEM, facts: { subject }, detail: { reason: 'because' } };
  return ground.get(UnitOfWork).run((manager) => ground.get(AuditTrail).append(manager, entry));
}

/** What a database administrator could do: takes the guards away first. */
async function tamper(work: (manager: EntityManager) => Promise<unknown>): Promise<void> {
  const { writer } = ground.get(DataSources);
  if (writer.options.type === 'postgres') await writer.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL');
  else
    for (const name of ['audit_entry_no_delete', 'audit_entry_no_update'])
      await writer.query(`DROP TRIGGER ${name}`);
  await work(writer.manager);
}

const verify = () => ground.get(AuditLog).verify();
const at = (manager: EntityManager, seq: number) => manager.findOneByOrFail(AuditEntry, { seq });

it('finds a log whole that nobody touched, and its details readable until their key is erased', async () => {
  const whole = { ok: true, entries: 6, unsealed: 0, firstBad: null, checkpoints: 1 };
  expect(await verify()).toMatchObject(whole);
  const newest = () => ground.get(AuditLog).list({ limit: 2 });
  expect(await newest()).toMatchObject([
    { seq: 5, facts: { subject: 'thing-5' }, detail: { reason: 'because' } },
    { seq: 4, facts: { subject: 'thing-4' }, detail: { reason: 'because' } },
  ]);
  await ground.get(DataSources).writer.query(`DELETE FROM data_key WHERE scope = '${ACCOUNT_SCOPE}'`);
  expect(await newest()).toMatchObject([
    { seq: 5, facts: { subject: 'thing-5' }, detail: null },
    { seq: 4, facts: { subject: 'thing-4' }, detail: null },
  ]);
  expect(await verify()).toMatchObject(whole);
});

it('finds a log whole that grows while it is read', async () => {
  const { manager } = ground.get(Reader);
  const usual = manager.findOneBy.bind(manager);
  manager.findOneBy = async (...asked) => {
    manager.findOneBy = usual;
    await append('sealed before the head is read');
    await ground.get(AuditSealer).sealAll();
    return usual(...asked);
  };
  expect(await verify()).toMatchObject({ ok: true, entries: 7, unsealed: 0, firstBad: null });
});

it.each<[string, (manager: EntityManager) => Promise<unknown>, number]>([
  [
    'a changed body',
    async (manager) => {
      const entry = await at(manager, 3);
      await manager.update(AuditEntry, { id: entry.id }, { body: entry.body.replace('thing-3', 'thing-X') });
    },
    3,
  ],
  [
    'a changed column beside the body',
    (manager) => manager.update(AuditEntry, { seq: 2 }, { action: 'test.denied' }),
    2,
  ],
  ['a dropped row', (manager) => manager.delete(AuditEntry, { seq: 1 }), 1],
  [
    'two rows that changed places',
    async (manager) => {
      const [a, b] = [await at(manager, 4), await at(manager, 5)];
      await manager.update(AuditEntry, { id: a.id }, { seq: 99 });
      await manager.update(AuditEntry, { id: b.id }, { seq: 4 });
      await manager.update(AuditEntry, { id: a.id }, { seq: 5 });
    },
    5,
  ],
  ['a tail that was cut off', (manager) => manager.delete(AuditEntry, { seq: 5 }), 5],
  [
    'an inserted row',
    async (manager) => {
      const entry = await at(manager, 0);
      await manager.insert(AuditEntry, { ...entry, id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', seq: 6 });
    },
    6,
  ],
])('names the place of %s', async (_, harm, seq) => {
  await tamper(harm);
  const { ok, firstBad } = await verify();
  expect([ok, firstBad?.seq]).toEqual([false, seq]);
});

it('is not fooled when body, hash and head are rewritten together, because a checkpoint has left the database', async () => {
  const { writer } = ground.get(DataSources);
  await tamper(async (manager) => {
    await manager.delete(AuditEntry, { seq: 5 });
    await manager.query('DELETE FROM audit_checkpoint');
    await manager.query('DELETE FROM audit_head');
  });
  await writer.query('UPDATE audit_entry SET seq = NULL');
  await ground.get(AuditSealer).sealAll();
  const { ok, firstBad } = await verify();
  expect([ok, firstBad?.reason]).toEqual([false, 'a signed checkpoint covers entries that are missing']);
});

it('is guarded by the database itself against change and deletion', async () => {
  const { writer } = ground.get(DataSources);
  await expect(writer.query("UPDATE audit_entry SET action = 'x'")).rejects.toThrow('audit entries are kept');
  await expect(writer.query('DELETE FROM audit_entry')).rejects.toThrow('audit entries are kept');
});

it('signs a checkpoint outside the database at once for an approval', async () => {
  await append('notice', 'notice.approved');
  await ground.get(AuditSealer).sealAll();
  const key = createPublicKey(ground.get<Keys>(KEYS).checkpoint);
  const notes = publishedCheckpoints(ground.get(Environment).DATA_DIR);
  expect(openCheckpoint(notes.at(-1) ?? '', key)).toMatchObject({ size: 7 });
  expect(openCheckpoint((notes.at(-1) ?? '').replace('\n7\n', '\n8\n'), key)).toBeNull();
});

it('takes the entry back when the change is taken back', async () => {
  const failing = ground.get(UnitOfWork).run(async (manager) => {
    await ground.get(AuditTrail).append(manager, { action: 'test.lost', subject: 'x', actor: SYSTEM });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await ground.get(AuditSealer).sealAll();
  expect((await verify()).entries).toBe(6);
});
