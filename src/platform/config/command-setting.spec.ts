import { ConfigurationFaults, readEnvironment } from './read-environment.js';
import { commandOf } from './command-setting.js';

describe('a command as a setting', () => {
  it('is a list, so that blanks and signs stay what they are', () => {
    expect(commandOf('["/opt/my scanner","--name","a b","$(id)"]')).toEqual([
      '/opt/my scanner',
      '--name',
      'a b',
      '$(id)',
    ]);
  });

  it.each(['clamscan -', '[]', '[""]', '["a", 1]', '{"a":1}', '["a\\u0000b"]', 'null', '"clamscan"'])(
    'of another form stops the start: %s',
    (setting) => {
      expect(commandOf(setting)).toBeNull();
      expect(() => readEnvironment({ ANTIVIRUS_COMMAND: setting })).toThrow(ConfigurationFaults);
      expect(() => readEnvironment({ ANTIVIRUS_COMMAND: setting })).toThrow('must be a JSON list');
    },
  );
});
