import { repairStepsOf } from './repair-steps.js';

const planned = ['contain-stop-sharing', 'notify-apology', 'remedy-fix-root', 'remedy-fleet-update'];

it('takes the repair of the root cause, and lets the update of the devices be chosen where it applies', () => {
  expect(repairStepsOf(['remedy-fix-root'], 'external-attack')).toEqual(['remedy-fix-root']);
  expect(repairStepsOf(planned, 'external-attack')).toEqual([
    'remedy-fix-root',
    'remedy-fleet-update',
    'contain-stop-sharing',
  ]);
});

it('takes the end of the sharing where the firm itself passed data on', () => {
  expect(repairStepsOf(planned, 'own-sharing')[0]).toBe('contain-stop-sharing');
  expect(repairStepsOf(['remedy-fix-root'], 'own-sharing')).toEqual(['remedy-fix-root']);
});

it('names none that the plan does not have', () => {
  expect(repairStepsOf([], undefined)).toEqual([]);
});
