// JSON-LD of a page (schema.org) -> its things, also where the JSON is wrapped, listed, in a graph or slightly broken.
import type { PageDocument } from './page.ts';

export type Thing = Readonly<Record<string, unknown>>;

const ARTICLE = /Article|Report|BlogPosting|NewsStory|PressRelease/;
const MOST_THINGS = 500;
const LONGEST_SCRIPT = 2_000_000;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** JSON-LD is not HTML, yet pages write `&amp;` and `&#8217;` in it. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

export const clean = (value: string | null | undefined): string | null => {
  const text = value?.replace(/\s+/g, ' ').trim() ?? '';
  return text === '' ? null : text;
};

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string's characters that JSON does not allow raw, and commas before a closing bracket. */
const mend = (json: string): string => {
  const out: string[] = [];
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const letter = json[at] as string;
    if (inString) {
      if (letter === '\\') out.push(letter, json[++at] ?? '');
      else if (letter === '\n') out.push('\\n');
      else if (letter === '\t') out.push('\\t');
      else if (letter >= ' ') out.push(letter);
      if (letter === '"') inString = false;
    } else if (letter === ',' && /^\s*[}\]]/.test(json.slice(at + 1, at + 200))) {
      // left out
    } else {
      out.push(letter);
      if (letter === '"') inString = true;
    }
  }
  return out.join('');
};

const parseScript = (text: string): unknown => {
  const json = text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .trimEnd()
    .replace(/;$/, '')
    .trimEnd()
    .replace(/(?:(?:\/\/\s{0,9})?-->|\/\*\s{0,9}\]\]>\s{0,9}\*\/|\/\/\s{0,9}\]\]>|\]\]>)$/, '')
    .trimEnd()
    .replace(/;$/, '');
  try {
    return JSON.parse(json);
  } catch {
    // as sites write it: with bare line ends and commas too many
    return JSON.parse(mend(json));
  }
};

/** All things of the page; scripts that are not JSON are taken out, since defuddle complains of them aloud. */
export const readThings = (page: PageDocument): readonly Thing[] => {
  const things: Thing[] = [];
  const queue: unknown[] = [];
  for (const script of page.querySelectorAll('script[type^="application/ld+json"]')) {
    const text = script.textContent ?? '';
    try {
      if (text.length <= LONGEST_SCRIPT) queue.push(parseScript(text));
    } catch {
      script.remove();
    }
  }
  for (let at = 0; at < queue.length && things.length < MOST_THINGS; at++) {
    const value = queue[at];
    if (Array.isArray(value)) queue.push(...value.slice(0, MOST_THINGS));
    else if (isThing(value)) {
      things.push(value);
      if (Array.isArray(value['@graph'])) queue.push(...value['@graph'].slice(0, MOST_THINGS));
      for (const inner of [value.mainEntity, value.mainEntityOfPage, value.hasPart])
        if (isThing(inner)) queue.push(inner);
    }
  }
  return things;
};

const isArticle = (thing: Thing): boolean =>
  [thing['@type']].flat().some(type => typeof type === 'string' && ARTICLE.test(type));

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? clean(decodeEntities(value)) : typeof value === 'number' ? String(value) : null;

/** A name, `{ name }`, `{ @id }` of a thing with a name, or a list of any of them. */
export const namesOf = (value: unknown, things: readonly Thing[] = []): string | null => {
  const nameOf = (item: unknown): string | null => {
    if (!isThing(item)) return textOf(item);
    const own = textOf(Array.isArray(item.name) ? item.name[0] : item.name);
    if (own !== null || typeof item['@id'] !== 'string') return own;
    return textOf(things.find(thing => thing['@id'] === item['@id'] && thing !== item)?.name);
  };
  const names = [value]
    .flat()
    .slice(0, 20)
    .map(nameOf)
    .filter(name => name !== null && !/^(?:https?:|@)/.test(name));
  return names.length === 0 ? null : [...new Set(names)].join(', ');
};

const sameTitle = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** The article that the page is about: the one with its headline, else the first that has one. */
export const articleOf = (things: readonly Thing[], headline: string | null): Thing | null => {
  const articles = things.filter(isArticle);
  return (
    articles.find(thing => sameTitle(textOf(thing.headline), headline)) ??
    articles.find(thing => textOf(thing.headline) !== null) ??
    articles[0] ??
    null
  );
};

/** The page itself, which some sites date where they do not mark the article. */
export const webPageOf = (things: readonly Thing[]): Thing | null =>
  things.find(thing => [thing['@type']].flat().includes('WebPage')) ?? null;
