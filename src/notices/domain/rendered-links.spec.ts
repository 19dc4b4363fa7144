import { anna, copyOf, prepared, valuesOf } from '../../../test/support/rendered-notices.js';
import { NoticeUnresolved } from './render-notice.js';

describe('a link', () => {
  it('leads where the author wrote, and to a field of type url', () => {
    const given = {
      markdown:
        '[the state](https://larkmoor.example/a?b=c&d) or [here]({{next.statusUrl}}) or {{next.statusUrl}}',
    };
    expect(copyOf(given, anna, 'html')).toContain(
      '<a href="https://larkmoor.example/a?b=c&amp;d">the state</a> or <a href="https://larkmoor.example/status">here</a> or <a href="https://larkmoor.example/status">larkmoor.example/status</a>',
    );
    expect(copyOf(given)).toContain(
      'the state (https://larkmoor.example/a?b=c&d) or here (https://larkmoor.example/status) or https://larkmoor.example/status',
    );
  });

  it('of one reader fills only a whole target', () => {
    const link = 'https://larkmoor.example/r/5t2k';
    const given = { markdown: '[Your page]({{recipient.link}})' };
    expect(copyOf(given, { ...anna, link }, 'html')).toContain(`<a href="${link}">Your page</a>`);
  });

  it.each(['https://evil.example/', 'javascript:alert(1)', 'https://larkmoor.example@evil.example/'])(
    'to %s stops the sending',
    (address) => {
      expect(() =>
        copyOf({ markdown: '[x]({{next.statusUrl}})', values: { 'next.statusUrl': address } }),
      ).toThrow(NoticeUnresolved);
      for (const markdown of ['[x]({{recipient.link}})', 'see {{recipient.link}}', '{{next.statusUrl}}']) {
        const given = { markdown, values: { 'next.statusUrl': address } };
        expect(() => copyOf(given, { ...anna, link: address })).toThrow(NoticeUnresolved);
        const reader = { values: valuesOf({ ...anna, link: address }), isPerson: true };
        expect(prepared(given).preview(reader, 'html').body).not.toContain('<a ');
      }
    },
  );

  it('to telephone and mailbox is made from the value', () => {
    const html = copyOf({ markdown: '{{organisation.phone}} {{organisation.email}}' }, anna, 'html');
    expect(html).toContain('href="tel:1800555014"');
    expect(html).toContain('href="mailto:help@larkmoor.example"');
  });
});
