import { ownPath } from './own-path.js';

it.each([
  '/',
  '/incidents/INC-2026-00042/plan?order=wants#step-3',
  '/me',
  '/audit?incident=1&actor=%C3%A4',
  '/apiary',
])('goes on to %s', (path) => expect(ownPath(path)).toBe(path));

it.each([
  ['//evil.example', 'another host without a scheme'],
  ['/\\evil.example', 'the same with a backslash, which browsers turn round'],
  ['/a\\b', 'a backslash anywhere'],
  ['https://evil.example/', 'another host'],
  ['javascript:alert(1)', 'a script'],
  ['incidents', 'no leading slash'],
  ['/\tevil.example', 'a control character, which browsers drop'],
  ['/\n/evil.example', 'a line break'],
  ['/ä', 'anything but ASCII'],
  ['', 'nothing'],
  ['/sign-in?next=/sign-in', 'the sign-in page itself'],
  ['/sign-out', 'the sign-out'],
  ['/step-up', 'the step-up page itself'],
  ['/api/v1/me', 'an answer for programs'],
  [`/${'a'.repeat(2_000)}`, 'something endless'],
  [['/a', '/b'], 'a list'],
  [undefined, 'no value'],
] as [unknown, string][])('goes to the first page instead of %j: %s', (next) => {
  expect(ownPath(next)).toBe('/');
});
