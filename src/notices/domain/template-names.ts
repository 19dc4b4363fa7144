import Handlebars from 'handlebars';
import { markFields } from './marked-text.js';
import { TemplateSource } from './template-source.js';

/** Names of the placeholders in a checked text of profile `author`, each as often as it stands there. */
export function namesIn(text: string): string[] {
  return markFields(Handlebars.parse(text), new TemplateSource(text)).fields.flatMap(({ names }) => names);
}
