// Document tree -> plain text: blocks parted by a blank line, `<br>` a line break, white space as a browser shows it.
import type { PageElement, PageNode } from './page.ts';

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** Not read: code, controls, media, and captions, which repeat an agency's words in every report. */
const SKIPPED = new Set(
  'audio button canvas datalist embed figcaption head iframe input map math meter nav noscript object option picture progress script select style svg template textarea title video'.split(
    ' ',
  ),
);

const isHidden = (element: PageElement): boolean =>
  element.getAttribute('hidden') !== null || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');

/** Walks without recursion: a page may be nested as deep as it likes. */
export const textOfPage = (root: PageNode): string => {
  const blocks: string[] = [];
  let parts: string[] = [];
  let breaks = 0;
  const endBlock = (): void => {
    const block = parts
      .join('')
      .split('\n')
      .map(line => line.trim())
      .join('\n')
      .trim();
    if (block !== '') blocks.push(block);
    parts = [];
    breaks = 0;
  };
  const addText = (text: string, isPre: boolean): void => {
    // a soft hyphen is layout: it shows only where a line is broken
    const shown = (isPre ? text : text.replace(/[ \t\n\r\f]+/g, ' ')).replaceAll('\u00ad', '');
    const before = parts.at(-1);
    const joined =
      !isPre && (before === undefined || /[ \n]$/.test(before)) ? shown.replace(/^ /, '') : shown;
    if (joined === '') return;
    parts.push(joined);
    if (joined.trim() !== '') breaks = 0;
  };
  const addBreak = (): void => {
    breaks++;
    // two in a row part paragraphs
    if (breaks > 1) endBlock();
    else parts.push('\n');
  };

  let node: PageNode | null = root;
  let preformatted = 0;
  while (node !== null) {
    let enters = false;
    if (node.nodeType === 3) addText(node.textContent ?? '', preformatted > 0);
    else if (node.nodeType === 1 || node.nodeType === 11) {
      const element = node as PageElement;
      const name = node.nodeType === 1 ? element.localName : 'div';
      if (name === 'br') addBreak();
      else if (!SKIPPED.has(name) && !(node.nodeType === 1 && isHidden(element))) {
        if (BLOCKS.has(name)) endBlock();
        if (name === 'pre') preformatted++;
        if ((name === 'td' || name === 'th') && parts.length > 0) parts.push('\t');
        enters = true;
      }
    }
    const child: PageNode | null = enters ? node.firstChild : null;
    if (child !== null) {
      node = child;
      continue;
    }
    // leave finished elements on the way to the next one
    let leaving = enters;
    while (node !== null) {
      if (leaving && node.nodeType === 1) {
        const name = (node as PageElement).localName;
        if (name === 'pre') preformatted--;
        if (BLOCKS.has(name)) endBlock();
      }
      if (node === root) {
        node = null;
        break;
      }
      if (node.nextSibling !== null) {
        node = node.nextSibling;
        break;
      }
      node = node.parentNode;
      leaving = true;
    }
  }
  endBlock();
  return blocks.join('\n\n');
};
