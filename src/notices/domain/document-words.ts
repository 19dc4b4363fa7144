/** What our documents say around a notice, in its language. */
export interface DocumentWords {
  /** Number and count of pages, as `{page}` and `{pages}`. */
  pages: string;
  reference: string;
  date: string;
  /** Before the telephone at the foot of a letter. */
  questions: string;
  /** Stands on a text that nobody approved. */
  draft: string;
  /** Stands on a text that was approved and taken back. */
  withdrawn: string;
}

const words: Readonly<Record<string, DocumentWords>> = {
  en: {
    pages: 'Page {page} of {pages}',
    reference: 'Reference',
    date: 'Date',
    questions: 'Questions?',
    draft: 'DRAFT: not approved, not to be sent',
    withdrawn: 'WITHDRAWN: not to be sent',
  },
  de: {
    pages: 'Seite {page} von {pages}',
    reference: 'Aktenzeichen',
    date: 'Datum',
    questions: 'Fragen?',
    draft: 'ENTWURF: nicht freigegeben, nicht versenden',
    withdrawn: 'ZURÜCKGEZOGEN: nicht versenden',
  },
  fr: {
    pages: 'Page {page} sur {pages}',
    reference: 'Référence',
    date: 'Date',
    questions: 'Des questions ?',
    draft: 'PROJET : non approuvé, ne pas envoyer',
    withdrawn: 'RETIRÉ : ne pas envoyer',
  },
  es: {
    pages: 'Página {page} de {pages}',
    reference: 'Referencia',
    date: 'Fecha',
    questions: '¿Preguntas?',
    draft: 'BORRADOR: sin aprobar, no enviar',
    withdrawn: 'RETIRADO: no enviar',
  },
  ja: {
    pages: '{page}/{pages}ページ',
    reference: '参照番号',
    date: '日付',
    questions: 'お問い合わせ',
    draft: '下書き:未承認のため送付できません',
    withdrawn: '取り下げ済み:送付できません',
  },
  zh: {
    pages: '第{page}页,共{pages}页',
    reference: '编号',
    date: '日期',
    questions: '如有疑问:',
    draft: '草稿:未经批准,不得发送',
    withdrawn: '已撤回:不得发送',
  },
};

/** @param locale BCP 47; a language without words of its own gets the English ones */
export function documentWords(locale: string): DocumentWords {
  const [language = ''] = locale.split('-');
  return Object.hasOwn(words, language) ? words[language]! : words.en!;
}
