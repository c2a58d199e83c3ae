// Takes out of a page what is not the article, by element, role and the names that sites give their parts. An element
// that holds much of the page's prose is left, whatever it is called.
import type { PageDocument, PageElement, PageNode } from './page.ts';

/** Never part of an article. `header` and `aside` may hold one on odd sites: they are weighed. */
const OUT = new Set('nav form dialog iframe select button template style script object embed map'.split(' '));
const WEIGHED_OUT = new Set('aside footer header menu'.split(' '));
const OUT_ROLES = new Set(
  'navigation complementary banner contentinfo dialog alertdialog search menu toolbar tablist'.split(' '),
);

/** Words in classes and ids, whole: `c-inline-related` has `related`. */
const OUT_WORDS = new Set(
  `ad ads adslot advert advertisement advertising adunit addthis afterpost amp-related authorbio authorbox
  backlinks banner bio biography bookmark breadcrumb breadcrumbs byline bylines captcha caption captions cmp cutline figcaption legend cookie cookies
  consent copyright credit credits dateline-meta dfp disclaimer disqus donate donation embed feedback follow footer gallery gdpr
  gigya hamburger icons infinite-next instagram jp-relatedposts keywords kicker lightbox linkbox livefyre login masthead
  meta menu modal mpu nav navbar navigation newsletter newsletters noprint onward optanon onetrust outbrain overlay pager
  pagination paywall piano player playlist podcast pop-up popular popup postmeta prevnext print-only privacy promo promoted promotion
  promos pullquote rating readmore recirc recirculation recommend recommendation recommendations recommended
  related relatedcontent relatedposts reply respond screen-reader-text share sharebar sharedaddy sharethis sharing
  sidebar signin signup skip skiplink social sociable sponsor sponsored sr-only subnav subscribe subscription tagcloud taglist
  taboola teaser teasers teads ticker tiktok toc toolbar toolbox tooltip topics trending tweet twitter twitter-tweet utility
  visually-hidden visuallyhidden widget widgets whatsapp`.split(/\s+/),
);
/** Comments may be longer than the article: these go whatever their length. */
const OUT_ANYWAY = new Set(
  'comments commentlist comment-list commentarea discussion discussions disqus livefyre cmp cmp2 onetrust optanon consent cookie cookies gdpr'.split(
    ' ',
  ),
);
/** Two words side by side: `more-from`, `pull_quote`. */
const OUT_PAIRS =
  /(?:^|[^a-z])(?:about[-_ ]author|author[-_ ](?:bio|box|card|info|profile|about|description)|also[-_ ](?:read|like)|(?:inline|link|links|story|topic|tags?|key|events?)[-_ ](?:list|links?|topics?|events|tags)|keep[-_ ]reading|latest[-_ ](?:news|stories|posts)|(?:more|next|other|top)[-_ ](?:from|in|on|news|stories|story|articles|posts?|links)|most[-_ ](?:read|viewed|popular|shared|commented)|(?:post|entry|article)[-_ ](?:meta|info|tags|footer|nav|share|tools|date|author|source)|pull[-_ ]?quote|print[-_ ]?(?:head|foot|only)|read[-_ ](?:more|next|also)|recent[-_ ](?:posts|news|stories)|see[-_ ]also|sign[-_ ](?:up|in)|up[-_ ]next|you[-_ ]may|tag[-_ ]?(?:list|cloud)|wp-block-(?:embed|pullquote|latest-posts|buttons|file)|image[-_ ](?:credit|caption)|(?:photo|img|media)[-_ ](?:credit|caption|by))(?![a-z])/;

/** Names that mean the article itself, so that `article-share-enabled` does not take it out. */
const BODY =
  /(?:article|story|post|entry|news|content)[-_]*(?:body|text|content|copy|main)|articlebody|storybody/i;

const wordsOf = (names: string): readonly string[] =>
  names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

interface Verdict {
  readonly isOut: boolean;
  /** Whatever it holds. */
  readonly anyway: boolean;
}

const KEEP: Verdict = { isOut: false, anyway: false };
const verdicts = new Map<string, Verdict>();

/** Names come again on every element of a site: what they mean is kept, up to so many. */
const MOST_KEPT = 20_000;

const byNames = (names: string): Verdict => {
  const known = verdicts.get(names);
  if (known) return known;
  const lower = names.toLowerCase();
  const words = wordsOf(names);
  const whole = lower.split(/\s+/);
  const has = (set: ReadonlySet<string>): boolean =>
    words.some(word => set.has(word)) || whole.some(word => set.has(word));
  const isBody = BODY.test(names);
  const anyway = !isBody && has(OUT_ANYWAY);
  const verdict = { isOut: anyway || (!isBody && (has(OUT_WORDS) || OUT_PAIRS.test(lower))), anyway };
  if (verdicts.size > MOST_KEPT) verdicts.clear();
  verdicts.set(names, verdict);
  return verdict;
};

const isHidden = (element: PageElement): boolean =>
  element.getAttribute('hidden') !== null ||
  element.getAttribute('aria-hidden') === 'true' ||
  /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '');

const verdictOn = (element: PageElement): Verdict => {
  const name = element.localName;
  if (name === 'html' || name === 'body' || name === 'main' || name === 'article') return KEEP;
  if (OUT.has(name) || (name.startsWith('amp-') && name !== 'amp-accordion'))
    return { isOut: true, anyway: true };
  if (WEIGHED_OUT.has(name) || OUT_ROLES.has(element.getAttribute('role') ?? '') || isHidden(element))
    return { isOut: true, anyway: false };
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${element.getAttribute('data-component') ?? ''}`;
  return names.length < 3 ? KEEP : byNames(names);
};

/** Prose under every element: text of leaves long enough to be a sentence, outside links. */
export const weighProse = (root: PageElement): ReadonlyMap<PageNode, number> => {
  const weights = new Map<PageNode, number>();
  const add = (node: PageNode, length: number): void => {
    for (let at: PageNode | null = node; at !== null; at = at.parentNode) {
      weights.set(at, (weights.get(at) ?? 0) + length);
      if (at === root) break;
    }
  };
  const isLink = (node: PageNode | null): boolean => (node as PageElement | null)?.localName === 'a';
  for (let node: PageNode | null = root; node !== null; node = following(node, root)) {
    if (node.nodeType !== 3 || node.parentNode === null || isLink(node.parentNode)) continue;
    const length = (node.textContent ?? '').replace(/\s+/g, ' ').trim().length;
    if (length >= LEAST_PROSE) add(node.parentNode, length);
  }
  return weights;
};

const LEAST_PROSE = 25;

/** The next node in the document, within `root`. */
export const following = (node: PageNode, root: PageNode, skips = false): PageNode | null => {
  if (!skips && node.firstChild !== null) return node.firstChild;
  for (let at: PageNode | null = node; at !== null && at !== root; at = at.parentNode)
    if (at.nextSibling !== null) return at.nextSibling;
  return null;
};

/** Of the page's prose; what is called boilerplate and holds more is not. */
const MOST_OUT = 0.4;

const holdsArticle = (element: PageElement): boolean =>
  element.querySelector('h1, [itemprop="articleBody"]') !== null && element.localName !== 'header';

/** Takes out what is not the article; the page is changed. */
export const prunePage = (page: PageDocument): void => {
  const { body } = page;
  const weights = weighProse(body);
  const all = weights.get(body) ?? 0;
  for (let node: PageNode | null = body; node !== null; ) {
    let skips = false;
    const element = node as PageElement;
    const next: PageNode | null = following(node, body);
    if (node.nodeType === 1 && node !== body) {
      const { isOut, anyway } = verdictOn(element);
      const weight: number = weights.get(node) ?? 0;
      const isHeavy: boolean = anyway ? holdsArticle(element) : weight > all * MOST_OUT;
      skips = isOut && !isHeavy;
    }
    const after: PageNode | null = skips ? following(node, body, true) : next;
    if (skips) element.remove();
    node = after;
  }
};
