import { mayDecideStep, rolesThatDecide } from './step-owners.js';

const may = (role: string, owner: string, assigneeId: string | null = null) =>
  mayDecideStep({ id: 'ME', role }, { owner, assigneeId });

it('lets a lead decide about every step', () => {
  expect([may('lead', 'finance'), may('lead', 'legal'), may('lead', 'whoever it is')]).toEqual([
    true,
    true,
    true,
  ]);
});

it('lets communications and counsel decide about the steps of their owners only', () => {
  expect([may('communications', 'communications'), may('communications', 'customer-service')]).toEqual([
    true,
    true,
  ]);
  expect([may('counsel', 'legal'), may('counsel', 'privacy-officer')]).toEqual([true, true]);
  expect([may('communications', 'legal'), may('counsel', 'customer-service'), may('counsel', '')]).toEqual([
    false,
    false,
    false,
  ]);
});

it('lets them decide about a step that was given to them, and not about one given to others', () => {
  expect([may('counsel', 'finance', 'ME'), may('counsel', 'finance', 'YOU')]).toEqual([true, false]);
});

it('lets no other role decide, not even about a step that was given to it', () => {
  expect([may('viewer', 'communications', 'ME'), may('constructor', 'legal', 'ME')]).toEqual([false, false]);
});

it('names the roles that decide, leads first', () => {
  expect(rolesThatDecide('customer-service')).toEqual(['lead', 'communications']);
  expect(rolesThatDecide('finance')).toEqual(['lead']);
});
