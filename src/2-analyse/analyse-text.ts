// Text -> sentences of tokens with tags, lemmas and a tree: the core of stage 2.
import type { Sentence, Token, Upos } from '../schema/analysis.ts';
import type { Span } from '../schema/span.ts';
import { PARAGRAPH, readLayout } from './layout.ts';
import { Lemmas } from './lemmatise.ts';
import { mendMisreadVerbs } from './misread-verbs.ts';
import type { AnalyseModel } from './model.ts';
import { MOST_WORDS, splitMultiword } from './multiword.ts';
import { Network } from './network.ts';
import { LONGEST_SENTENCE, splitSentences } from './split-sentences.ts';
import { tokenise } from './tokenise.ts';
import { Words } from './words.ts';

/** Every character outside `nonProse` that is no white space lies in exactly one token. */
export function analyseText(text: string, nonProse: readonly Span[], model: AnalyseModel): Sentence[] {
  return [...eachSentence(text, nonProse, model)];
}

/** As `analyseText`, sentence by sentence. */
function* eachSentence(text: string, nonProse: readonly Span[], model: AnalyseModel): Generator<Sentence> {
  const skip = inOrder(nonProse, text.length);
  const surface = tokenise(text, skip, model.tokeniser);
  const gaps = readLayout(text, surface, skip);
  let start = 0;
  let paragraph = 0;
  let index = 0;
  for (const end of splitSentences(text, surface, gaps, model.splitter)) {
    const { spans, multiword } = wordsOf(text, surface.slice(start, end), model);
    const forms = spans.map(span => text.slice(span.start, span.end));
    const tokens = mendMisreadVerbs(buildTokens(spans, forms, model, workbenchOf(model)));
    yield { ...extent(spans), index, paragraph, tokens, multiword };
    if ((gaps[end - 1] as number) >= PARAGRAPH) paragraph++;
    start = end;
    index++;
  }
}

/** What is kept from text to text, to save time: it never changes what comes out. */
interface Workbench {
  readonly network: Network;
  readonly words: Words;
  readonly lemmas: Lemmas;
}

const workbenches = new WeakMap<AnalyseModel, Workbench>();
/** More forms than this, of some 1.2 kB each, are forgotten before the next sentence. */
const MOST_FORMS = 30_000;

function workbenchOf(model: AnalyseModel): Workbench {
  const known = workbenches.get(model);
  if (known !== undefined && known.words.size < MOST_FORMS) return known;
  const network = known?.network ?? new Network(model.network, LONGEST_SENTENCE * MOST_WORDS);
  network.forget();
  const workbench = { network, words: new Words(), lemmas: new Lemmas(model.lexicon) };
  workbenches.set(model, workbench);
  return workbench;
}

const extent = (spans: readonly Span[]): Span => ({
  start: spans[0]?.start ?? 0,
  end: spans[spans.length - 1]?.end ?? 0,
});

/** Sorted, clipped and without overlaps. */
function inOrder(spans: readonly Span[], length: number): Span[] {
  const ordered: Span[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, span.start);
    const end = Math.min(length, span.end);
    if (end <= start) continue;
    ordered.push({ start, end });
    at = end;
  }
  return ordered;
}

function wordsOf(
  text: string,
  surface: readonly Span[],
  model: AnalyseModel,
): { spans: Span[]; multiword: boolean[] } {
  const spans: Span[] = [];
  const multiword: boolean[] = [];
  for (const { start, end } of surface) {
    const lengths = splitMultiword(text.slice(start, end), model.splits);
    let at = start;
    for (const length of lengths) {
      spans.push({ start: at, end: at + length });
      multiword.push(at > start);
      at += length;
    }
  }
  return { spans, multiword };
}

function buildTokens(
  spans: readonly Span[],
  forms: readonly string[],
  model: AnalyseModel,
  { network, words, lemmas }: Workbench,
): Token[] {
  const { tags, feats, heads, labels } = network.run(forms.map(form => words.get(form)));
  return spans.map(({ start, end }, i) => {
    const form = forms[i] as string;
    const tag = model.tags[tags[i] as number] ?? '';
    const space = tag.indexOf(' ');
    return {
      start,
      end,
      form,
      lemma: lemmas.get(form, tag, tags[i] as number),
      upos: tag.slice(0, space) as Upos,
      xpos: tag.slice(space + 1),
      feats: model.feats[feats[i] as number] ?? '',
      head: heads[i] as number,
      deprel: model.labels[labels[i] as number] ?? 'dep',
    };
  });
}
