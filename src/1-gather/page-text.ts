// Document tree -> plain text: blocks parted by a blank line, `<br>` a line break, white space as a browser shows it.
import type { PageElement, PageNode } from './page.ts';

/** A stretch of text that stands by itself: a paragraph, a heading, a list item, a table's row. */
export interface Block {
  readonly text: string;
  /** Characters of it that stand in links. */
  readonly linked: number;
  /** The innermost block element round it: `p`, `li`, `h2`, `div`. */
  readonly within: string;
}

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

const isRead = (element: PageElement): boolean => !SKIPPED.has(element.localName) && !isHidden(element);

/** What was read of the block at hand. */
class Draft {
  readonly blocks: Block[] = [];
  #parts: string[] = [];
  #breaks = 0;
  #linked = 0;

  end(within: string): void {
    const text = this.#parts
      .join('')
      .split('\n')
      .map(line => line.trim())
      .join('\n')
      .trim();
    if (text !== '') this.blocks.push({ text, linked: this.#linked, within });
    this.#parts = [];
    this.#breaks = 0;
    this.#linked = 0;
  }

  add(text: string, isPre: boolean, isLinked: boolean): void {
    // a soft hyphen is layout: it shows only where a line is broken
    const shown = (isPre ? text : text.replace(/[ \t\n\r\f]+/g, ' ')).replaceAll('\u00ad', '');
    const before = this.#parts.at(-1);
    const joined =
      !isPre && (before === undefined || /[ \n]$/.test(before)) ? shown.replace(/^ /, '') : shown;
    if (joined === '') return;
    this.#parts.push(joined);
    if (joined.trim() !== '') this.#breaks = 0;
    if (isLinked) this.#linked += joined.trim().length;
  }

  /** Two breaks in a row part paragraphs. */
  addBreak(within: string): void {
    this.#breaks++;
    if (this.#breaks > 1) this.end(within);
    else this.#parts.push('\n');
  }

  addCell(): void {
    if (this.#parts.length > 0) this.#parts.push('\t');
  }
}

/** Walks without recursion: a page may be nested as deep as it likes. */
export const blocksOfPage = (root: PageNode): readonly Block[] => {
  const draft = new Draft();
  const around: string[] = ['body'];
  const within = (): string => around.at(-1) as string;
  let links = 0;
  let preformatted = 0;
  const enter = (element: PageElement): void => {
    const name = element.localName;
    if (BLOCKS.has(name)) {
      draft.end(within());
      around.push(name);
    }
    if (name === 'pre') preformatted++;
    if (name === 'a') links++;
    if (name === 'td' || name === 'th') draft.addCell();
  };
  const leave = (element: PageElement): void => {
    const name = element.localName;
    if (name === 'pre') preformatted--;
    if (name === 'a') links--;
    if (BLOCKS.has(name)) {
      draft.end(within());
      around.pop();
    }
  };

  let node: PageNode | null = root;
  while (node !== null) {
    let enters: boolean = node.nodeType === 11;
    if (node.nodeType === 3) draft.add(node.textContent ?? '', preformatted > 0, links > 0);
    else if (node.nodeType === 1) {
      const element = node as PageElement;
      if (element.localName === 'br') draft.addBreak(within());
      else if (isRead(element)) {
        enter(element);
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
      if (leaving && node.nodeType === 1) leave(node as PageElement);
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
  draft.end(within());
  return draft.blocks;
};

export const joinBlocks = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join('\n\n');
