import { Autosave } from './autosave.js';
import { FieldWords } from './editor-data.js';
import type { EditorData } from './editor-data.js';
import { FactDialog } from './fact-dialog.js';
import { GeneratedTexts } from './generated-texts.js';
import { LinkDialog } from './link-dialog.js';
import { NoticePage } from './notice-page.js';
import { Refresh } from './refresh.js';

/** Lays the writing surfaces over the plain form. Without this script the form works as it stands. */
function start(): void {
  const data = document.querySelector<HTMLInputElement>('#editor-data');
  const form = data?.form;
  if (!data || !form) return;
  const find = <Found extends Element>(selector: string) => {
    const found = document.querySelector<Found>(selector);
    if (!found) throw new Error(`The page of the editor lacks ${selector}.`);
    return found;
  };
  const words = new FieldWords(JSON.parse(data.dataset['editor'] ?? '{}') as EditorData);
  const autosave = new Autosave(
    form,
    data.dataset['keep'] ?? '',
    { news: find<HTMLElement>('#autosave-news'), since: find<HTMLElement>('#autosave-since') },
    `redress:${location.pathname}`,
  );
  const page = new NoticePage(form, {
    words,
    autosave,
    refresh: new Refresh(form, find<HTMLElement>('#beside'), find<HTMLElement>('#beside-news')),
    facts: new FactDialog(find<HTMLDialogElement>('#insert-fact'), words),
    links: new LinkDialog(find<HTMLDialogElement>('#set-link')),
    generated: new GeneratedTexts(find<HTMLTemplateElement>('#restored')),
    toolbar: find<HTMLTemplateElement>('#toolbar'),
  });
  page.open();
}

start();
