// A pruned page -> the element that holds the article: what the page marks as its body, else where most of the prose
// stands together.
import type { PageDocument, PageElement, PageNode } from './page.ts';
import { weighProse } from './page-prune.ts';

/** A child with this share of the prose is where the article is. */
const MOST = 0.75;

const elementsIn = (element: PageElement): PageElement[] => {
  const children: PageElement[] = [];
  for (let child = element.firstChild; child !== null; child = child.nextSibling)
    if (child.nodeType === 1) children.push(child as PageElement);
  return children;
};

const plain = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();

/** A further article that was loaded below the first: each has a heading of its own. */
const firstOfSeveral = (at: PageElement, title: string | null): PageElement | null => {
  const headings = [...at.querySelectorAll('h1')];
  if (headings.length < 2) return null;
  const wanted = plain(title);
  const own = headings.find(heading => plain(heading.textContent) === wanted) ?? headings[0];
  if (own === undefined) return null;
  // the largest element round the heading that holds no other
  let found: PageElement = own;
  for (let up = own.parentNode; up !== null && up !== at; up = up.parentNode) {
    const element = up as PageElement;
    if ([...element.querySelectorAll('h1')].length > 1) break;
    found = element;
  }
  return found === own ? null : found;
};

const marked = (page: PageDocument, weights: ReadonlyMap<PageNode, number>): PageElement | null => {
  const all = weights.get(page.body) ?? 0;
  const bodies = [...page.querySelectorAll('[itemprop="articleBody"]')];
  const [only] = bodies;
  return bodies.length === 1 && only !== undefined && (weights.get(only) ?? 0) >= all * 0.5 ? only : null;
};

export const findMain = (page: PageDocument, title: string | null): PageElement => {
  const weights = weighProse(page.body);
  const found = marked(page, weights);
  if (found) return found;
  let at = page.body;
  for (;;) {
    const all = weights.get(at) ?? 0;
    const several = firstOfSeveral(at, title);
    const best = elementsIn(at).reduce<PageElement | null>(
      (most, child) => ((weights.get(child) ?? 0) > (most ? (weights.get(most) ?? 0) : 0) ? child : most),
      null,
    );
    if (
      several !== null &&
      (weights.get(several) ?? 0) > 0 &&
      (best === null || (weights.get(best) ?? 0) < all * MOST)
    ) {
      at = several;
      continue;
    }
    if (best === null || (weights.get(best) ?? 0) < all * MOST || isParagraph(best)) return at;
    at = best;
  }
};

/** An element of running text, not one that holds several paragraphs. */
const isParagraph = (element: PageElement): boolean =>
  /^(?:p|li|b|strong|em|i|blockquote|h[1-6]|dd|dt)$/.test(element.localName);
