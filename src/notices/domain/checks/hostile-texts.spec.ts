import { checkedNotice, checkedPart } from '../../../../test/support/checked-notices.js';
import { loadCatalogue } from '../../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../../incidents/domain/incident-facts.js';
import type { CheckedNotice } from './checked-notice.js';
import { checkNotice } from './check-notice.js';
import { compareTranslation } from './facts/compare-translation.js';
import type { Finding } from './finding.js';

const catalogue = loadCatalogue();

/** An attack on name, address and bank account of 48,213 people, with losses; what was promised has its commitment. */
const facts: IncidentFacts = {
  occurredAt: '2026-03-01T02:00:00Z',
  discoveredAt: '2026-03-05T08:00:00Z',
  containedAt: '2026-03-05T18:00:00Z',
  incident: { types: ['external-intrusion'], intent: 'intentional' },
  data: {
    classes: [{ class: 'name' }, { class: 'postal-address' }, { class: 'bank-account' }],
    complete: true,
  },
  affected: { total: 48_213 },
  lossesIncurred: 'confirmed',
  vulnerableGroups: false,
};
const known: Partial<CheckedNotice> = {
  facts,
  values: { 'payback.answerDays': 10, 'incident.lossSum': { amount: '61480', currency: 'EUR' } },
  steps: [{ id: 'verify-independent-test', done: false }],
  commitments: [
    { text: 'We publish the test.', step: 'verify-independent-test', due: '2026-03-20', keeper: 'security' },
  ],
};

function noticeOf(locale: string, part: string, words: string, more: Partial<CheckedNotice> = {}) {
  return checkedNotice([checkedPart(part, '', words)], { ...known, locale, ...more });
}

function found(rule: string, notice: CheckedNotice): Finding[] {
  return checkNotice(notice, catalogue).findings.filter((finding) => finding.rule === rule);
}

/** Of findings that point at words. */
const words = (rule: string, notice: CheckedNotice) =>
  found(rule, notice)
    .map(({ text }) => text)
    .filter((text) => text !== '');

describe('C2 catches data that the facts do not name', () => {
  it.each([
    ['en', 'Somebody has your card number.', 'your card number'],
    ['en', 'Your card number is in the file.', 'Your card number'],
    ['en', 'They now have your passport.', 'passport'],
    ['en', 'Someone knows your password.', 'your password'],
    ['en', 'An attacker copied your sort code and your medical notes.', 'medical notes'],
    ['en', 'An attacker copied your credit-card details.', 'credit-card details'],
    ['de', 'Jemand hat Ihre Kartennummer.', 'Ihre Kartennummer'],
    ['de', 'Die Täter haben jetzt Ihre Kartennummer.', 'Ihre Kartennummer'],
    ['de', 'Ein Angreifer hat Ihre Kreditkartendaten kopiert.', 'Kreditkartendaten'],
    ['fr', 'Quelqu’un a votre numéro de carte bancaire.', 'votre numéro de carte bancaire'],
    ['fr', 'Un pirate a copié le numéro de votre carte bleue.', 'carte bleue'],
    ['es', 'Alguien tiene su número de tarjeta.', 'su número de tarjeta'],
    ['es', 'Un atacante copió los datos de su tarjeta.', 'datos de su tarjeta'],
    ['ja', '外部の者がお客様のカード番号を持っています。', 'カード番号'],
    ['ja', '攻撃者がクレジットカード情報をコピーしました。', 'クレジットカード情報'],
    ['zh-Hans', '有人掌握了您的银行卡号。', '您的银行卡号'],
    ['zh-Hans', '攻击者复制了您的信用卡信息。', '信用卡信息'],
  ])('%s: %s', (locale, text, seen) => {
    expect(words('C2', noticeOf(locale, 'happened', text))).toContain(seen);
  });
});

describe('F1 warns of a sum or a number of people in words, which no record can be held against', () => {
  it.each([
    ['en', 'payback', 'We pay you sixty thousand euro.', 'sixty thousand euro'],
    ['en', 'happened', 'An attacker copied data of fifty thousand customers.', 'fifty thousand customers'],
    ['de', 'payback', 'Wir zahlen einundsechzigtausend Euro.', 'einundsechzigtausend Euro'],
    ['fr', 'payback', 'Nous versons soixante mille euros.', 'soixante mille euros'],
    ['es', 'payback', 'Pagamos sesenta mil euros.', 'sesenta mil euros'],
    ['ja', 'payback', '六万ユーロをお支払いします。', '六万ユーロ'],
    ['zh-Hans', 'payback', '我们支付六万欧元。', '六万欧元'],
  ])('%s, %s: %s', (locale, part, text, seen) => {
    expect(found('F1', noticeOf(locale, part, text))).toMatchObject([{ text: seen, severity: 'warn' }]);
  });

  it.each([
    ['en', 'An attacker copied data of nearly 50,000 customers.'],
    ['en', 'An attacker copied data of 50 thousand customers.'],
    ['de', 'Ein Angreifer hat Daten von knapp 50.000 Kunden kopiert.'],
    ['fr', 'Un pirate a copié les données de près de 50 000 clients.'],
    ['es', 'Un atacante copió datos de casi 50.000 clientes.'],
    ['ja', '攻撃者が約5万人のお客様の情報をコピーしました。'],
    ['zh-Hans', '攻击者复制了近5万名客户的信息。'],
  ])('and blocks a number that is rounded: %s', (locale, text) => {
    expect(found('F1', noticeOf(locale, 'happened', text))).toMatchObject([{ severity: 'block' }]);
  });
});

describe('C4 warns of a day that only its writer knows', () => {
  it.each([
    ['en', 'Last Tuesday an attacker copied your name.', 'Last Tuesday'],
    ['en', 'A few weeks ago an attacker broke in.', 'A few weeks ago'],
    ['de', 'Am letzten Dienstag hat ein Angreifer Ihren Namen kopiert.', 'letzten Dienstag'],
    ['fr', 'Mardi dernier, un pirate a copié votre nom.', 'Mardi dernier'],
    ['es', 'El martes pasado un atacante copió su nombre.', 'El martes pasado'],
    ['ja', '先週、攻撃者がお名前をコピーしました。', '先週'],
    ['zh-Hans', '上周，攻击者复制了您的姓名。', '上周'],
  ])('%s: %s', (locale, text, seen) => {
    expect(words('C4', noticeOf(locale, 'happened', text))).toEqual([seen]);
  });

  it('not where the day stands beside it, nor where nothing happened', () => {
    const dated = 'Last week, on 1 March 2026, an attacker copied your name. We moved house last year.';
    expect(words('C4', noticeOf('en', 'happened', dated))).toEqual([]);
  });

  it('knows a day without a year that a record names', () => {
    const text = 'We needed until 21 February to find out whose data they are.';
    const told = { values: { ...known.values, 'incident.delayReason': 'we needed until 21 February' } };
    expect(words('C4', noticeOf('en', 'happened', text))).toEqual(['21 February']);
    expect(words('C4', noticeOf('en', 'happened', text, told))).toEqual([]);
  });
});

describe('W12 warns of what the reader is told to expect, without a day or a commitment', () => {
  it.each([
    ['en', 'You will receive a voucher.'],
    ['en', 'Expect good news from us.'],
    ['de', 'Sie erhalten von uns einen Gutschein.'],
    ['fr', 'Vous recevrez un bon d’achat.'],
    ['es', 'Recibirá un vale.'],
    ['ja', '後日、商品券をお送りします。'],
    ['zh-Hans', '您将收到一张代金券。'],
  ])('%s: %s', (locale, text) => {
    expect(words('W12', noticeOf(locale, 'payback', text))).toContain(text);
  });

  it('not where a mark stands for the day, which keeps the notice back by itself', () => {
    const text = 'You will receive it by ⟦missing: day, ask: communications⟧.';
    expect(found('W12', noticeOf('en', 'payback', text))).toEqual([]);
  });
});

describe('C6 blocks a repair that is claimed by another word, or as nobody’s doing', () => {
  it.each([
    ['en', 'The hole has been plugged.'],
    ['en', 'The problem has been taken care of.'],
    ['en', 'We have eliminated the flaw.'],
    ['en', 'The danger has passed.'],
    ['en', 'Everything is back to normal.'],
    ['de', 'Die Schwachstelle besteht nicht mehr.'],
    ['de', 'Das Leck ist abgedichtet.'],
    ['de', 'Die Gefahr ist vorüber.'],
    ['fr', 'La faille n’existe plus.'],
    ['fr', 'La brèche est comblée.'],
    ['fr', 'Tout est rentré dans l’ordre.'],
    ['es', 'La vulnerabilidad ya no existe.'],
    ['es', 'La brecha está sellada.'],
    ['es', 'Todo ha vuelto a la normalidad.'],
    ['ja', '脆弱性は解消されました。'],
    ['ja', '対策は完了しました。'],
    ['ja', 'システムは再び安全です。'],
    ['zh-Hans', '漏洞已被消除。'],
    ['zh-Hans', '漏洞已不存在。'],
    ['zh-Hans', '危险已经过去。'],
  ])('%s: %s', (locale, text) => {
    expect(found('C6', noticeOf(locale, 'fix', text))).toContainEqual(
      expect.objectContaining({ severity: 'block' }),
    );
  });
});

describe('C5 asks for the cause where it is softened', () => {
  it.each([
    ['en', 'A technical glitch exposed your name.'],
    ['de', 'Durch eine technische Störung ist Ihr Name nach außen gelangt.'],
    ['fr', 'Un problème technique a exposé votre nom.'],
    ['es', 'Un problema técnico expuso su nombre.'],
    ['ja', 'システム障害により、お名前が外部に出ました。'],
    ['zh-Hans', '由于系统故障，您的姓名外泄。'],
  ])('%s: %s', (locale, text) => {
    expect(found('C5', noticeOf(locale, 'happened', text))).toMatchObject([{ severity: 'warn' }]);
  });

  it('tells papers that were thrown away from papers that were lost', () => {
    const disposal = { facts: { ...facts, incident: { types: ['improper-disposal'] } } };
    for (const [locale, text] of [
      ['de', 'Am 1. März haben wir Papiere oder Geräte mit Daten weggeworfen.'],
      ['ja', '3月1日に、当社が情報の残る書類や機器を捨てました。'],
      ['zh-Hans', '3月1日，我们丢弃了载有信息的文件或设备。'],
    ] as const)
      expect(found('C5', noticeOf(locale, 'happened', text, disposal))).toEqual([]);
  });
});

describe('a text message', () => {
  const sms = (locale: string, id: string, text: string, more: Partial<CheckedNotice> = {}) =>
    checkedNotice([{ ...checkedPart(id, '', text), level: 2 }], {
      ...known,
      kind: 'sms',
      channel: 'sms',
      locale,
      ...more,
    });

  it('that only asks to call is asked for no bad news and no next day, whatever leaked', () => {
    const notice = sms('en', 'text-discreet', 'Larkmoor Bank: please call us, free, on 1800 555 014.');
    expect([...found('O1', notice), ...found('C12', notice)]).toEqual([]);
  });

  it.each([
    ['en', 'Larkmoor: someone got at your data at a firm that works for us.'],
    ['de', 'Larkmoor: Jemand kam bei einer Firma, die für uns arbeitet, an Ihre Daten.'],
    ['fr', 'Larkmoor : quelqu’un a atteint vos données chez une société qui travaille pour nous.'],
    ['es', 'Larkmoor: alguien accedió a sus datos en una empresa que trabaja para nosotros.'],
    ['ja', 'Larkmoor です。当社の仕事を請け負う会社で、何者かがお客様の情報を手にしました。'],
    ['zh-Hans', 'Larkmoor：在为我们提供服务的一家公司，有人拿到了您的信息。'],
  ])('tells the bad news in %s: %s', (locale, text) => {
    const notice = sms(locale, 'text', text);
    expect([...found('O1', notice), ...found('C12', notice)]).toEqual([]);
  });

  it('is as long as it will be once every value is there', () => {
    const text = `Someone got at your data. ${'Call us. '.repeat(28)}⟦missing: day by which all have it, ask: communications⟧`;
    expect(text.length).toBeGreaterThan(300);
    expect(found('A4', sms('en', 'text', text))).toEqual([]);
  });
});

describe('no fault is found', () => {
  it('with the foot of a letter that has no heading of its own', () => {
    const foot = checkedPart('foot', '', 'Talk to a person: 0800 555 0100, every day.');
    expect(found('A1', checkedNotice([foot], { kind: 'individuals-letter', channel: 'letter' }))).toEqual([]);
  });

  it('with the days of a closing note that is sent long after', () => {
    const notice = checkedNotice(
      [
        checkedPart('opening', 'Our last message', 'We learned of the breach on 5 March 2026.'),
        checkedPart('proof', 'What is still open', '- Not checked: nobody from outside has checked it.'),
        checkedPart('kept', 'Promises', '- Kept: new cards reached everyone by 24 March 2026.'),
        checkedPart('learned', 'What we learned', 'We had not tested all services by 27 March 2026.'),
      ],
      { ...known, kind: 'closing-note', noticeDate: '2026-06-30' },
    );
    expect(found('C4', notice)).toEqual([]);
  });

  it('with a promised day for which the commitment still waits; a reason is asked', () => {
    const commitments = [{ text: 'Everyone has it.', step: 'notify-individuals', due: null, keeper: null }];
    const text = 'Our full notice reaches you by 30 March 2026.';
    expect(found('F1', noticeOf('en', 'next', text, { commitments }))).toMatchObject([{ severity: 'warn' }]);
    expect(found('F1', noticeOf('en', 'next', text))).toMatchObject([{ severity: 'block' }]);
    const values = { ...known.values, 'next.noticeBy': '30 March 2026' };
    expect(
      found('F1', noticeOf('en', 'next', text, { values })).map(({ severity }) => severity),
    ).not.toContain('block');
  });

  it('with a line that is open around the clock, in any language', () => {
    const english = noticeOf('en', 'contact', 'Call 1800 555 014, free, day and night.');
    for (const [locale, text] of [
      ['en', 'Call 1800 555 014, free, 24 hours a day.'],
      ['de', 'Rufen Sie 1800 555 014 an, kostenlos, 24 Stunden am Tag.'],
      ['fr', 'Appelez le 1800 555 014, gratuit, 24 heures sur 24.'],
      ['es', 'Llame al 1800 555 014, gratis, las 24 horas del día.'],
      ['ja', '1800 555 014 にお電話ください。無料、24時間いつでも。'],
      ['zh-Hans', '请拨打 1800 555 014，免费，全天24小时。'],
    ] as const)
      expect(compareTranslation(english, noticeOf(locale, 'contact', text), catalogue)).toEqual([]);
    const within = noticeOf('es', 'contact', 'Llame al 1800 555 014. Respondemos en 24 horas.');
    expect(compareTranslation(english, within, catalogue)).toMatchObject([{ text: '24 horas' }]);
  });

  it('with what a call script tells its caller in brackets', () => {
    const told = checkedPart('opening', '', '(Hand over whoever may be in danger.)', 'Your name may be out.');
    const notice = checkedNotice([told], { ...known, kind: 'call-script', channel: 'phone' });
    expect(found('W3', notice)).toHaveLength(1);
  });

  it('with the letters of a country, which end no sentence', () => {
    const data = { classes: [{ class: 'ssn' }, { class: 'driver-licence' }], complete: true };
    const text =
      'Datos afectados: número de la Seguridad Social de EE. UU., número de permiso de conducir. Le llamamos.';
    expect(found('C2', noticeOf('es', 'data', text, { facts: { ...facts, data } }))).toEqual([]);
  });

  it('with Latin names in a Japanese or Chinese sentence, which are half as wide', () => {
    const text =
      '2025年3月3日至2026年9月2日，我们把214,600位客户的信息提供给了 Adlumen Ltd (London)和Brightmere Media GmbH (Berlin)。';
    expect(found('W2', noticeOf('zh-Hans', 'happened', text))).toEqual([]);
    expect(
      found('W2', noticeOf('zh-Hans', 'happened', `${'我们复制了您的姓名，'.repeat(8)}。`)),
    ).toHaveLength(1);
  });
});
