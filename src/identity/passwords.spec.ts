import { hash } from '@node-rs/argon2';
import { PasswordCost, Passwords } from './passwords.js';

const floor = Object.assign(new PasswordCost(), { memoryKib: 19_456, passes: 2 });

it('hashes by argon2id with 64 MiB, three passes and one lane, each time with its own salt', async () => {
  const passwords = new Passwords(new PasswordCost());
  const first = await passwords.hash('kestrel ladder vinegar');
  expect(first).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwords.hash('kestrel ladder vinegar')).not.toBe(first);
});

it('knows the right password, however its accents were typed, and no other', async () => {
  const passwords = new Passwords(floor);
  const kept = await passwords.hash('cr\u00e8me de kestrel');
  expect(await passwords.verify(kept, 'cre\u0300me de kestrel')).toBe(true);
  expect(await passwords.verify(kept, 'creme de kestrel')).toBe(false);
  expect(await passwords.verify(kept, '')).toBe(false);
});

it('says no without a hash, whatever is typed', async () => {
  expect(await new Passwords(floor).verify(null, 'kestrel ladder vinegar')).toBe(false);
});

it('asks for a new hash once the cost was raised, not after it was lowered', async () => {
  const cheap = await new Passwords(floor).hash('kestrel ladder vinegar');
  const usual = new Passwords(new PasswordCost());
  expect(usual.isOutdated(cheap)).toBe(true);
  expect(new Passwords(floor).isOutdated(cheap)).toBe(false);
  expect(new Passwords(floor).isOutdated(await usual.hash('kestrel ladder vinegar'))).toBe(false);
  expect(usual.isOutdated(await hash('x', { memoryCost: 65_536, timeCost: 2 }))).toBe(true);
});
