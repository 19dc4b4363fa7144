import { foldEmail, initialsOf, personFaults } from './staff-details.js';

const fine = { name: 'Imke Dorn', email: 'imke.dorn@larkmoor.example' };

it.each([['imke.dorn@larkmoor.example'], ['i@b.example'], ["o'neill+audit@mail.larkmoor.example"]])(
  'takes the address %s',
  (email) => {
    expect(personFaults({ ...fine, email })).toEqual([]);
  },
);

it.each([
  ['a@x.example,b@y.example', 'two addresses'],
  ['"a b"@x.example', 'a quoted part'],
  ['Imke <imke@x.example>', 'a name with it'],
  ['imke@x.example\r\nBcc: y@z.example', 'a line break'],
  ['imke', 'no host'],
  ['imke@', 'an empty host'],
  ['imke@x.example.', 'a dot at the end'],
  ['ïmke@x.example', 'anything but ASCII'],
  [`${'i'.repeat(65)}@x.example`, 'too long a part'],
])('refuses the address %j: %s', (email) => {
  expect(personFaults({ ...fine, email }).map(({ path }) => path)).toEqual(['/email']);
});

it.each([
  ['', 'nothing'],
  ['   ', 'spaces only'],
  ['Imke\u202eDorn', 'a mark that turns the reading round'],
  ['Imke\u200bDorn', 'a space nobody sees'],
  ['Imke\nDorn', 'a line break'],
  ['I'.repeat(121), 'too much'],
])('refuses the name %j: %s', (name) => {
  expect(personFaults({ ...fine, name }).map(({ path }) => path)).toEqual(['/name']);
});

it.each([['Imke Dorn'], ['井上 花子'], ["Siobhán O'Neill"], ['Łukasz']])('takes the name %s', (name) => {
  expect(personFaults({ ...fine, name })).toEqual([]);
});

it('reads an address the same however it was typed', () => {
  expect(foldEmail('  Imke.Dorn@Larkmoor.Example ')).toBe('imke.dorn@larkmoor.example');
});

it.each([
  ['Imke Dorn', 'ID'],
  ['Anna Maria van der Berg', 'AB'],
  ['Łukasz', 'Ł'],
  ['', ''],
])('%s is %s for short', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
