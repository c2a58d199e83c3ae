// What a careful reader makes of a story, by the words of its reports, compared with what the program made.
import type { Span } from '../schema/span.ts';
import { spansOverlap } from '../schema/span.ts';
import type { CodedText, Story, StoryEvent } from '../schema/story.ts';

/** Report id and words in that report. */
type At = readonly [report: string, words: string];
/** Report ids mapped to words in them. */
type Group = Readonly<Record<string, string>>;

export interface ExpectedFlowStory {
  /** Ids of reports told beside it that are of another story. */
  readonly elsewhere?: readonly string[];
  readonly copies: readonly (readonly string[])[];
  /** By the first report of a group of copies. */
  readonly origin?: Group;
  /** Independent outlets. */
  readonly outlets: number;
  readonly events?: readonly {
    readonly same: Group;
    readonly standing?: string;
    /** Fields in which its mentions must differ. */
    readonly differs?: readonly string[];
  }[];
  readonly apart?: readonly (readonly [At, At])[];
  readonly quotes?: readonly {
    readonly mentions: Group;
    readonly speaker?: string;
    readonly speakers?: readonly string[];
    readonly wording?: string;
    /** What must stand first. */
    readonly longest?: At;
  }[];
  readonly figures?: readonly {
    readonly mentions: Group;
    readonly agreement: readonly string[];
    readonly low?: number;
    readonly best?: number;
    readonly high?: number;
  }[];
  readonly denials?: readonly { readonly denial: At; readonly claim: At }[];
  readonly positions?: readonly { readonly actor: string; readonly from: At; readonly to: At }[];
  readonly lent?: Readonly<Record<string, string>>;
  readonly times?: readonly { readonly at: At; readonly from: string }[];
  readonly onlyHere?: readonly At[];
}

/** Of the reports in a story's file those that are of it. */
export const reportsOfStory = (lines: string, { elsewhere = [] }: ExpectedFlowStory): string[] =>
  lines
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { readonly id: string }).id)
    .filter(id => !elsewhere.includes(id));

export class StoryCheck {
  readonly #texts: ReadonlyMap<string, CodedText>;
  readonly #story: Story;
  readonly misses: string[] = [];
  /** Everything that was looked at. */
  count = 0;

  constructor(story: Story, texts: ReadonlyMap<string, CodedText>) {
    this.#story = story;
    this.#texts = texts;
  }

  #spanOf([report, words]: At): Span {
    const text = this.#texts.get(report)?.report.text ?? '';
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`report ${report} has no “${words}”`);
    return { start, end: start + words.length };
  }

  #eventsAt(at: At): StoryEvent[] {
    const span = this.#spanOf(at);
    return this.#story.events.filter(event =>
      event.mentions.some(({ report, trigger }) => report === at[0] && spansOverlap(trigger, span)),
    );
  }

  /** The first item that has a mention on each of the words. */
  #itemAt<Item extends { readonly mentions: readonly (Span & { readonly report: string })[] }>(
    items: readonly Item[],
    group: Group,
  ): Item | undefined {
    const spans = Object.entries(group).map(at => ({ report: at[0], span: this.#spanOf(at) }));
    return items.find(({ mentions }) =>
      spans.every(({ report, span }) =>
        mentions.some(mention => mention.report === report && spansOverlap(mention, span)),
      ),
    );
  }

  #expect(isRight: boolean, miss: string): void {
    this.count++;
    if (!isRight) this.misses.push(miss);
  }

  #checkEvents({ events = [], apart = [], onlyHere = [], times = [] }: ExpectedFlowStory): void {
    for (const { same, standing, differs = [] } of events) {
      const sets = Object.entries(same).map(at => this.#eventsAt(at));
      const shared = (sets[0] ?? []).filter(event => sets.every(set => set.includes(event)));
      const words = Object.entries(same).flat().join(' ');
      this.#expect(shared.length > 0, `not one event: ${words}`);
      if (standing && shared.length > 0)
        this.#expect(
          shared.some(event => event.standing === standing),
          `not ${standing}: ${words}`,
        );
      for (const field of differs)
        this.#expect(
          shared.some(event => event.differences.some(difference => difference.field === field)),
          `no difference of ${field}: ${words}`,
        );
    }
    for (const [a, b] of apart) {
      const others = this.#eventsAt(b);
      this.#expect(
        !this.#eventsAt(a).some(event => others.includes(event)),
        `one event: ${a.join(' ')}, ${b.join(' ')}`,
      );
    }
    for (const at of onlyHere) {
      const ids = this.#story.onlyHere[at[0]]?.events ?? [];
      this.#expect(
        this.#eventsAt(at).some(event => ids.includes(event.id)),
        `not only here: ${at.join(' ')}`,
      );
    }
    for (const { at, from } of times)
      this.#expect(
        this.#eventsAt(at).some(event => event.time?.from === from),
        `not on ${from}: ${at.join(' ')}`,
      );
  }

  #checkQuotes({ quotes = [] }: ExpectedFlowStory): void {
    for (const { mentions, speaker, speakers, wording, longest } of quotes) {
      const quote = this.#itemAt(this.#story.quotes, mentions);
      const words = Object.values(mentions)[0] as string;
      this.#expect(quote !== undefined, `not one quotation: ${words}`);
      if (!quote) continue;
      const names = quote.speakers.map(({ name }) => name);
      this.#expect(!speaker || (quote.speaker?.includes(speaker) ?? false), `not by ${speaker}: ${words}`);
      this.#expect(
        !speakers || speakers.every(name => names.some(other => other.includes(name))),
        `speakers are ${names.join(', ')}: ${words}`,
      );
      this.#expect(!wording || quote.wording === wording, `wording is ${quote.wording}: ${words}`);
      const first = quote.mentions[0];
      this.#expect(
        !longest || (first?.report === longest[0] && spansOverlap(first, this.#spanOf(longest))),
        `longest not first: ${words}`,
      );
    }
  }

  #checkFigures({ figures = [] }: ExpectedFlowStory): void {
    for (const { mentions, agreement, ...range } of figures) {
      const words = Object.values(mentions).join(', ');
      const figure = this.#itemAt(this.#story.figures, mentions);
      this.#expect(figure !== undefined, `not one figure: ${words}`);
      if (!figure) continue;
      this.#expect(agreement.includes(figure.agreement), `figures ${figure.agreement}: ${words}`);
      for (const key of ['low', 'best', 'high'] as const)
        this.#expect(
          range[key] === undefined || figure[key] === range[key],
          `${key} is ${figure[key]}: ${words}`,
        );
    }
  }

  #checkLinks({ denials = [], positions = [] }: ExpectedFlowStory): void {
    for (const { denial, claim } of denials) {
      const [from, to] = [this.#eventsAt(denial), this.#eventsAt(claim)].map(events =>
        events.map(({ id }) => id),
      );
      this.#expect(
        this.#story.denials.some(link => from?.includes(link.denial) && to?.includes(link.claim)),
        `denial not tied to claim: ${denial.join(' ')}, ${claim.join(' ')}`,
      );
    }
    for (const { actor, from, to } of positions) {
      const [before, after] = [this.#eventsAt(from), this.#eventsAt(to)].map(events =>
        events.map(({ id }) => id),
      );
      this.#expect(
        this.#story.positions.some(
          position =>
            position.actor.includes(actor) &&
            position.steps.some(step => before?.includes(step.changes ?? '') && after?.includes(step.id)),
        ),
        `no change of position: ${actor}`,
      );
    }
  }

  run(want: ExpectedFlowStory): readonly string[] {
    const { copies, origins, independentOutlets } = this.#story;
    const plain = (groups: readonly (readonly string[])[]): string =>
      JSON.stringify(groups.map(group => group.toSorted()).sort());
    this.#expect(plain(copies) === plain(want.copies), `copies are ${plain(copies)}`);
    this.#expect(independentOutlets === want.outlets, `independent outlets are ${independentOutlets}`);
    for (const [report, name] of Object.entries(want.origin ?? {})) {
      const at = copies.findIndex(group => group.includes(report));
      this.#expect(origins[at]?.name === name, `origin is ${origins[at]?.name}: ${report}`);
    }
    for (const [report, day] of Object.entries(want.lent ?? {})) {
      const coded = this.#texts.get(report)?.coded;
      this.#expect(
        coded?.publishedAt === day && coded.dateBasis === 'inferred',
        `lent ${coded?.publishedAt}: ${report}`,
      );
    }
    this.#checkEvents(want);
    this.#checkQuotes(want);
    this.#checkFigures(want);
    this.#checkLinks(want);
    return this.misses;
  }
}
