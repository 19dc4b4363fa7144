import { anna, copyOf, prepared, valuesOf } from '../../../test/support/rendered-notices.js';
import { noticeFormats, NoticeUnresolved } from './render-notice.js';

describe('a personal field that a reader lacks', () => {
  const reader = { ...anna, name: null, code: '' };

  it('takes its paragraph with it, and no more', () => {
    const given = { markdown: 'One.\n\n{{addressee recipient.name}}\n\nTwo.' };
    expect(copyOf(given, reader)).toContain('What happened\n\nOne.\n\nTwo.');
    expect(copyOf(given, reader, 'html')).toMatch(/One\.<\/p>\n<p[^>]*>Two\./);
  });

  it('takes its bullet with it, and the list when nothing is left, and the heading over it', () => {
    const given = { markdown: '1. a\n2. your code {{recipient.code}}\n3. c' };
    expect(copyOf(given, reader)).toContain('1. a\n2. c');
    const alone = { markdown: 'x', sections: [{ heading: 'Your code', markdown: '- {{recipient.code}}' }] };
    for (const format of noticeFormats) expect(copyOf(alone, reader, format)).not.toMatch(/Your code|<ul|- /);
  });

  it('stops the sending where the law needs it, and names the field', () => {
    const send = () =>
      copyOf({ markdown: '- {{dataClassPlain recipient.dataClasses}}' }, { ...anna, dataClasses: [] });
    expect(send).toThrow(NoticeUnresolved);
    expect(send).toThrow(/recipient\.dataClasses/);
  });

  it('is shown in the preview of nobody in particular', () => {
    const nobody = { values: valuesOf({}), isPerson: false };
    const { body } = prepared({ markdown: '{{addressee recipient.name}}' }).preview(nobody, 'text');
    expect(body).toContain('⟦per person: name of the reader⟧');
  });
});

describe('a field that nobody has filled in', () => {
  const given = {
    markdown: 'We tell you by {{longDate next.updateAt}}.',
    values: { 'organisation.phone': undefined },
  };

  it('is seen in the preview with the role to ask', () => {
    const { body } = prepared(given).preview({ values: valuesOf(anna), isPerson: true }, 'html');
    expect(body).toContain('<mark>⟦missing: day of the next message, ask: communications⟧</mark>');
  });

  it('stops every sending and is named', () => {
    expect(prepared(given).unresolved).toEqual(['next.updateAt', 'organisation.phone']);
    expect(() => copyOf(given)).toThrow('These fields have no value: next.updateAt, organisation.phone.');
  });

  it('stops the sending also as a mark that someone typed', () => {
    expect(() => copyOf({ markdown: 'By ⟦missing: date⟧.' })).toThrow(NoticeUnresolved);
  });
});
