// Text becomes HTML text: nothing of a report is ever markup.
import { harmless } from './harmless.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  harmless(text).replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);
