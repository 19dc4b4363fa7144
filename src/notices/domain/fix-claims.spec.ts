import fc from 'fast-check';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { fixClaimsIn } from './fix-claims.js';

const { fixClaims } = loadCatalogue();
const phrases = (text: string) => fixClaimsIn(text, fixClaims).map(({ phrase }) => phrase);

const claims = [
  'The flaw is fixed.',
  'What is fixed, and who checked',
  'We have\nfixed  it, and nobody can get in that way again.',
  'FIXED on 3 March.',
  'The weakness has been closed.',
  'On 5 March we closed the hole.',
  'Your data are completely safe.',
  'Our systems are secure again.',
  'It was not easy, but it is fixed.',
  'It is not only fixed.',
  'The problem has been resolved; nothing is open.',
  'An outside firm has checked the repair.',
  'This was independently tested.',
  'We repaired it at once.',
  'We should have known, and now we have closed the flaw.',
  'The ﬁxed flaw', // a ligature
  'It is fi\u00adxed.', // a hyphen nobody sees
  'Die Lücke ist geschlossen.',
  'Der Fehler wurde am 3. März behoben.',
  'Was behoben ist und wer es geprüft hat',
  'Unsere Systeme sind wieder sicher.',
  'La faille est corrigée.',
  'Ce qui est réparé, et qui l’a vérifié',
  "Ce qui est réparé, et qui l'a vérifié",
  'Nos systèmes sont de nouveau sûrs.',
  'El fallo está solucionado.',
  'Qué está arreglado y quién lo ha comprobado',
  'Los sistemas ya son seguros.',
  '問題は修正しました。',
  '直したことと、確認した者',
  '脆弱性の修正が完了しました。',
  '第三者機関が検証しました。',
  '漏洞已修复。',
  '哪些已经修好,由谁检验',
  '问题已经解决,系统现已安全。',
];

it.each(claims)('takes for a claim: %s', (text) => {
  expect(fixClaimsIn(text, fixClaims)).toHaveLength(1);
});

const noClaims = [
  'We should have closed the flaw in September.',
  'We could have fixed it sooner.',
  'Wir hätten die Lücke geschlossen halten müssen.',
  'Deberíamos haber corregido el fallo en septiembre.',
  'The flaw is not yet fixed.',
  'It has not been fixed.',
  'Nobody from outside has checked this yet.',
  'We will fix it by 4 December.',
  'It will be fixed by 4 December.',
  'We tell you as soon as it is fixed.',
  'Until it is fixed, sharing is off.',
  'We cannot say whether it is fixed.',
  'You pay a fixed fee.',
  'A fixed-line telephone works too.',
  'We found this on 5 March and closed the way in the same day.',
  'The full repair is not finished; we publish the outside test by 20 March.',
  'If your device cannot be repaired, we replace it or pay you back.',
  'What is fixed and what is not',
  'If someone uses your identity, a specialist repairs it with you.',
  'Stopped: on 16 November 2026 at 19:20.',
  'Die Lücke ist noch nicht geschlossen.',
  'Behoben ist der Fehler noch nicht.',
  'Sobald der Fehler behoben ist, schreiben wir Ihnen.',
  'Wir sind sicher, dass wir Ihnen am 4. Dezember schreiben.',
  'La faille n’est pas encore corrigée.',
  'Elle sera corrigée le 4 décembre.',
  'El fallo todavía no está solucionado.',
  'Será solucionado el 4 de diciembre.',
  '問題はまだ修正していません。',
  '修正が完了次第、お知らせします。',
  '修正しましたら、お知らせします。',
  '漏洞尚未修复。',
  '漏洞修复完成后,我们会通知您。',
  '我们不能说漏洞已修复。',
];

it.each(noClaims)('takes for no claim: %s', (text) => {
  expect(phrases(text)).toEqual([]);
});

it('names the sentence once, as it stands, and where it begins', () => {
  const text =
    'We are sorry.\n\n- Closed. The hole in our shop\n  is fixed and repaired, on 3.11.2026. More follows.';
  expect(fixClaimsIn(text, fixClaims)).toEqual([
    {
      quote: 'The hole in our shop is fixed and repaired, on 3.11.2026',
      phrase: 'fixed',
      offset: text.indexOf('fixed'),
    },
  ]);
});

it('quotes no more of a sentence than people read', () => {
  const [claim] = fixClaimsIn(`It is fixed ${'and so on '.repeat(60)}`, fixClaims);
  expect([...(claim?.quote ?? '')]).toHaveLength(241);
});

it('finds every phrase of the lists, in any case and in a sentence of any language', () => {
  for (const { match, claims: listed } of Object.values(fixClaims.languages))
    for (const phrase of listed) {
      const said = match === 'words' ? `Und: ${phrase.toUpperCase()} – so.` : `本日${phrase}。`;
      expect([phrase, fixClaimsIn(said, fixClaims).length]).toEqual([phrase, 1]);
    }
});

it('finds a claim whatever stands before and behind its sentence', () => {
  const around = fc
    .stringMatching(/^[ a-y0-9]{0,40}$/)
    .map((text) => text.replace(/fix|patch|safe|secure/g, ''));
  fc.assert(
    fc.property(around, around, (before, after) => {
      const text = `${before}. The flaw is fixed. ${after}`;
      expect(fixClaimsIn(text, fixClaims).map(({ quote }) => quote)).toContain('The flaw is fixed');
    }),
  );
});
