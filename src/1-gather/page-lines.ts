// Blocks of the part that holds the article -> the article's own: without the headline, dates and bylines over it,
// "read more" lines, calls to subscribe, notices of cookies, repeated quotations, and what trails after the end.
import { readDate } from './dates.ts';
import type { Block } from './page-text.ts';

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Ends as a sentence or a quotation does. */
const ENDS = /[.!?…。؟।]["'”’»)\]]*$/u;

export const isProse = ({ text, linked }: Block): boolean =>
  text.length >= 40 && ENDS.test(text) && linked < text.length * 0.6;

/** A line that is nothing but a pointer to something else. */
const POINTER =
  /^(?:(?:also |please )?read(?: also| more| next)?|see also|related(?: (?:article|articles|story|stories|news|topics|coverage|content|reading))?|recommended(?: for you)?|more (?:on this|from|in|stories|news|about)\b.{0,40}|watch(?: also| now)?|listen(?: to this.{0,40})?|in pictures|in depth|explained|don[’']t miss|editors?[’'] ?(?:picks?|choice)|you (?:may|might) (?:also )?(?:like|be interested in).{0,30}|also (?:in|on) .{0,40}|latest (?:news|stories|updates)|top stories|most (?:read|viewed|popular)|trending(?: now)?|up next|what to read next|topics?|tags?|filed under|posted in|categories|category|keywords|share|share (?:this|via|on).{0,40}|follow (?:us|me|the author|him|her)\b.{0,120}|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:reply|comment)|reply|load(?:ing)? more|loading\W*|show more|view (?:all|more|comments)|skip to .{0,30}|back to top|print(?: this page| article)?|e-?mail(?: to a friend)?|copy link|advertisement|sponsored(?: content)?|ad|story continues below.{0,30}|article continues (?:below|after).{0,30}|continue reading.{0,60}|play(?: video)?|close|menu|home|sign (?:in|up)|log ?in|subscribe(?: now)?|support us|donate(?: now)?)\s*[:>»…|–-]*$/i;
const POINTING =
  /^(?:(?:also |please )?read(?: also| more| next)?|see also|related|recommended|more (?:on this|from)|watch|listen|don[’']t miss|explainer|analysis|opinion|photos?|pictures?|images?|image credit|photo credit|credit|gallery|video|tags?|topics?|filed under|posted in|url|permalink|short ?link|source link|hashtags?|share this(?: \w+)?|contact the (?:author|reporter|newsroom)|write to)\s*[:|>»]\s*\S/i;

/** A line that asks something of the reader. */
const CALL =
  /\b(?:subscribe (?:to|now|today|for)|sign up (?:to|for|here|now|today)|newsletters?\b.{0,60}\b(?:inbox|e-?mail|sign|free)|(?:free|our|daily|weekly|morning|evening) (?:e-?mail )?newsletters?|(?:in|to) your inbox|download (?:our|the) app|follow (?:us|our|the \w+) on|join (?:us|our) (?:on|channel|whatsapp|telegram)|our (?:whatsapp|telegram) channel|(?:whatsapp|telegram) channel|click here (?:to|for)|tap here|become a (?:member|subscriber|supporter|patron)|support (?:our|independent) journalism|for subscribers only|already (?:a|an) (?:subscriber|member)|(?:buy|start|get) (?:a |your )?(?:digital )?subscription|unlimited access|cancel any ?time|enable javascript|javascript (?:is|must be)|ad ?blocker|all rights reserved|may not be (?:reproduced|published|broadcast|rewritten|redistributed)|terms (?:of (?:use|service)|and conditions)|printed from|for personal use only|use of materials?|reproduction .{0,40}(?:prohibited|permission)|best viewed|is not responsible for the content|your e-?mail address will not be published|required fields are marked|notify me of (?:new|follow)|register(?:ed)? (?:to|for) (?:comment|continue)|share your thoughts|have your say|got a (?:tip|story)|send (?:us )?(?:your|a) tips?|listen to this article|this article is (?:more than|for)|minutes? read|min read)\b|^(?:©|\(c\)|copyright\b)/i;
const LONGEST_CALL = 260;

/** Two of these and it is about cookies. */
const CONSENT =
  /\b(?:cookies?|consent(?:ing)?|our (?:\d+ )?partners|personal data|privacy (?:policy|settings)|your (?:privacy|preferences|choices)|personalis|personaliz|device scanning|legitimate interest|advertising|tracking)\b/gi;

const isConsent = (text: string): boolean =>
  new Set((text.match(CONSENT) ?? []).map(word => word.toLowerCase())).size >= 2 &&
  /cookie|consent|privacy|our partners/i.test(text);

const DATE_LINE =
  /^(?:(?:first |originally |last )?(?:published|posted|updated|modified|created|issued|release date|date|on)(?: on| at)?\s*:?\s*)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]{3,9}\.?,?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b.{0,80}$/i;
const BYLINE =
  /^(?:by|from|reported by|written by|words by|text by|story by|author|reporter|correspondent|source)\s*:?\s+\p{L}[^.!?]{1,100}$/iu;
const CLOCK_LINE =
  /^(?:updated\s*:?\s*)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?(?:\s*\/\s*\d{1,2}:\d{2})?$/i;

const isMeta = (line: string): boolean =>
  (line.length <= 160 && (DATE_LINE.test(line) || CLOCK_LINE.test(line) || readDate(line) !== null)) ||
  (line.length <= 120 && BYLINE.test(line) && !ENDS.test(line));

/** A heading after which nothing of the article comes any more, or only up to the next heading. */
const isPointer = (text: string): boolean =>
  text.length <= 120
    ? POINTER.test(text) || (POINTING.test(text) && !/[.!?]["”’]?\s+\S.*[.!?]["”’]?$/.test(text))
    : false;

const isLinkOnly = ({ text, linked, within }: Block): boolean =>
  text.length < 160 &&
  linked >= (within === 'li' ? 0.7 : 0.8) * text.replace(/\s/g, '').length &&
  !ENDS.test(text);

const isBoilerplate = (block: Block): boolean => {
  const text = plain(block.text);
  return (
    isPointer(text) ||
    (text.length <= LONGEST_CALL && CALL.test(text)) ||
    isConsent(text) ||
    isLinkOnly(block) ||
    CLOCK_LINE.test(text) ||
    !/[\p{L}\p{N}]/u.test(text)
  );
};

/** Over a headline of the article: its own words, and dates and bylines, line by line. */
const withoutHead = (blocks: readonly Block[], title: string | null): readonly Block[] => {
  const head = plain(title ?? '').toLowerCase();
  const isTitle = (line: string): boolean =>
    head !== '' &&
    (plain(line).toLowerCase() === head || (line.length > 20 && head.startsWith(plain(line).toLowerCase())));
  const kept: Block[] = [];
  let begun = false;
  const at = blocks.findIndex(({ text }) => isTitle(text.split('\n')[0] as string));
  const after = blocks.findIndex(isProse);
  // a headline that comes after the article's beginning is that of another one, or of a list
  const from = at >= 0 && (after < 0 || at <= after + 1) ? at : 0;
  for (const block of blocks.slice(from)) {
    if (begun) {
      kept.push(block);
      continue;
    }
    const lines = block.text
      .split('\n')
      .filter(line => !isTitle(line) && !isMeta(plain(line)) && line.trim() !== '');
    if (lines.length === 0) continue;
    const rest = { ...block, text: lines.join('\n') };
    begun = isProse(rest) || rest.text.length > 80;
    kept.push(rest);
  }
  return kept;
};

const bare = (text: string): string =>
  plain(text)
    .replace(/^["'“”‘’«»\s]+|["'“”‘’«»\s.]+$/gu, '')
    .toLowerCase();

/** Set apart from the text: not a paragraph, or one that is nothing but a quotation. */
const isSetApart = ({ text, within }: Block): boolean =>
  !/^(?:p|li|tr|td|th|pre|dd|dt)$/.test(within) || /^["“„«‘]/.test(text);

/** Blocks looked at for a quotation's words; a page of more is no article with quotations beside it. */
const MOST_COMPARED = 400;

/** Quotations set large beside the text repeat its words. */
const withoutRepeats = (blocks: readonly Block[]): readonly Block[] => {
  const texts = blocks.map(({ text }) => plain(text).toLowerCase());
  const seen = new Set<string>();
  return blocks.filter((block, index) => {
    const whole = texts[index] as string;
    if (whole.length >= 40 && seen.has(whole)) return false;
    seen.add(whole);
    const words = whole.length > 320 ? '' : bare(whole);
    if (words.length < 20 || blocks.length > MOST_COMPARED || !isSetApart(block)) return true;
    return !texts.some(
      (other, at) => at !== index && other.length > whole.length + 20 && other.includes(words),
    );
  });
};

const isShort = ({ text, within }: Block): boolean =>
  text.length < 90 &&
  !ENDS.test(text) &&
  !/^\(.+\)$/.test(text) &&
  within !== 'tr' &&
  within !== 'li' &&
  within !== 'pre';

/** Before the first and after the last sentence stand names, places, sections, buttons. */
const trimmed = (blocks: readonly Block[]): readonly Block[] => {
  let from = 0;
  let to = blocks.length;
  const hasProse = blocks.some(isProse);
  if (!hasProse) return blocks;
  while (from < to && isShort(blocks[from] as Block) && !/[“"«]/.test((blocks[from] as Block).text)) from++;
  while (to > from && isShort(blocks[to - 1] as Block)) to--;
  return blocks.slice(from, to);
};

/** A heading over pointers goes with what follows it: "Comments (5)" and all comments. */
const END_HEADING =
  /^(?:(?:\d+ )?comments?(?: \(\d+\))?|leave a (?:reply|comment)|about the authors?|related (?:articles?|stories|posts|news)|you (?:may|might) also like|more from .{1,40}|recommended(?: for you)?|join the (?:conversation|discussion)|discussion|responses?|\d+ thoughts on .*|keep reading with .*|notes to editors?|latest (?:news|stories)|top stories|most (?:read|popular))$/i;

const upToEnd = (blocks: readonly Block[]): readonly Block[] => {
  const end = blocks.findIndex(
    ({ text, within }, index) =>
      index > 0 &&
      (/^h[1-6]$/.test(within) || text.length < 40) &&
      END_HEADING.test(plain(text)) &&
      blocks.slice(0, index).some(isProse),
  );
  return end < 0 ? blocks : blocks.slice(0, end);
};

export const articleBlocks = (blocks: readonly Block[], title: string | null): readonly Block[] =>
  trimmed(withoutRepeats(withoutHead(upToEnd(blocks), title).filter(block => !isBoilerplate(block))));
