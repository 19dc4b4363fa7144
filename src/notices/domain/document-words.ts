/** What our documents say around a notice, in its language. */
export interface DocumentWords {
  /** Number and count of pages, as `{page}` and `{pages}`. */
  pages: string;
  /** Labels with their colon. */
  reference: string;
  date: string;
  /** Stands on a text that nobody approved. */
  draft: string;
  /** Stands on a text that was approved and taken back. */
  withdrawn: string;
  /** Stands on every text of an exercise. */
  exercise: string;
}

const words: Readonly<Record<string, DocumentWords>> = {
  en: {
    pages: 'Page {page} of {pages}',
    reference: 'Reference:',
    date: 'Date:',
    draft: 'DRAFT: not approved, not to be sent',
    withdrawn: 'WITHDRAWN: not to be sent',
    exercise: 'EXERCISE: nothing of this happened',
  },
  de: {
    pages: 'Seite {page} von {pages}',
    reference: 'Aktenzeichen:',
    date: 'Datum:',
    draft: 'ENTWURF: nicht freigegeben, nicht versenden',
    withdrawn: 'ZURÜCKGEZOGEN: nicht versenden',
    exercise: 'ÜBUNG: nichts davon ist geschehen',
  },
  fr: {
    pages: 'Page {page} sur {pages}',
    reference: 'Référence :',
    date: 'Date :',
    draft: 'PROJET : non approuvé, ne pas envoyer',
    withdrawn: 'RETIRÉ : ne pas envoyer',
    exercise: 'EXERCICE : rien de ceci n’est arrivé',
  },
  es: {
    pages: 'Página {page} de {pages}',
    reference: 'Referencia:',
    date: 'Fecha:',
    draft: 'BORRADOR: sin aprobar, no enviar',
    withdrawn: 'RETIRADO: no enviar',
    exercise: 'SIMULACRO: nada de esto ha ocurrido',
  },
  ja: {
    pages: '{page}/{pages}ページ',
    reference: '参照番号：',
    date: '日付：',
    draft: '下書き：未承認のため送付できません',
    withdrawn: '取り下げ済み：送付できません',
    exercise: '訓練：実際の出来事ではありません',
  },
  zh: {
    pages: '第{page}页，共{pages}页',
    reference: '编号：',
    date: '日期：',
    draft: '草稿：未经批准，不得发送',
    withdrawn: '已撤回：不得发送',
    exercise: '演练：以下内容均未真实发生',
  },
};

/** @param locale BCP 47; a language without words of its own gets the English ones */
export function documentWords(locale: string): DocumentWords {
  const [language = ''] = locale.split('-');
  return Object.hasOwn(words, language) ? words[language]! : words.en!;
}

/** A label and what it names, as the language sets them. */
export function labelled(label: string, words: string): string {
  return label.endsWith('：') ? label + words : `${label} ${words}`;
}
