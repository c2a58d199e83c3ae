// The one door from the commands to the flow: gather, code, reconcile. Loaded only by a command that needs it.
import { type Format, type GatherProgress, gather } from '../1-gather/index.ts';
import type { Layer } from '../2-analyse/index.ts';
import { Reconciler, type ReconcilerOptions, storyMaking } from '../5-reconcile/index.ts';
import type { CodingSetup, StoryMaking } from '../6-record/index.ts';
import { MOST_CHARACTERS_AT_HAND, whyTooLong } from '../live/limits.ts';
import { BrokenResources } from '../live/work-thread.ts';
import { analyseReport, codeReport, explainReport, loadModels, loadResources } from '../pipeline.ts';
import { fingerprintResources } from '../resources/fingerprint.ts';
import type { Resources } from '../resources/index.ts';
import type { Analysis } from '../schema/analysis.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Explanation } from '../schema/explanation.ts';
import { isSupportedLanguage, UNSUPPORTED_LANGUAGE, unsupportedLanguage } from '../schema/language.ts';
import type { Outlets } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText } from '../schema/story.ts';
import type { Desk } from './desk.ts';
import { readyInOrder } from './in-order.ts';
import { type FolderOptions, resourceFolders } from './registry-option.ts';
import { makeSideCoding } from './side-coding.ts';

export interface FlowOptions extends FolderOptions {
  readonly from?: Format | undefined;
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** What `-` reads instead of standard input. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
}

type Load<R> = () => R;

/** Loads once, when the first report is there to need it. */
const lazy = <R>(load: Load<R>): Load<R> => {
  let loaded: { readonly value: R } | null = null;
  return () => {
    loaded ??= { value: load() };
    return loaded.value;
  };
};

const lazyResources = (options: FolderOptions): Load<Resources> =>
  lazy(() => loadResources(resourceFolders(options)));

interface Work<T, R> {
  /** For the progress line: `coding`. */
  readonly doing: string;
  readonly load: Load<R>;
  readonly run: (report: Report, resources: R) => T | Promise<T>;
  /** A result that needs no work; null where the report must be worked on. */
  readonly known?: (report: Report) => Promise<T | null>;
  /** Names the outlets of addresses; left out where nobody asks for outlets. */
  readonly outlets?: () => Outlets;
}

/** A report that is being worked on; its result is null where it was passed over. */
interface Begun<T> {
  readonly report: Report;
  readonly result: Promise<{ readonly of: T } | null>;
}

/** Begins the work on each report; what cannot be read or throws is told at the desk and passed over. */
async function* beginEach<T, R>(
  inputs: readonly string[],
  { from, columns, stdin }: FlowOptions,
  desk: Desk,
  { doing, load, run, known, outlets }: Work<T, R>,
): AsyncGenerator<Begun<T>> {
  let read: GatherProgress | null = null;
  let count = 0;
  const noteOne = (): void => desk.progress(doing, ++count, read);
  const gathering = gather(inputs, {
    from: from ?? null,
    ...(columns && { columns }),
    ...(stdin && { stdin }),
    ...(outlets && { outlets }),
    onProgress: progress => {
      read = progress;
    },
  });
  for await (const item of gathering) {
    if (item.kind === 'problem') {
      desk.problem(item);
      continue;
    }
    const { file, line, report } = item;
    const message = whyTooLong(report);
    if (message !== null) {
      desk.problem({ kind: 'problem', severity: 'error', file, line, code: 'code/too-long', message });
      continue;
    }
    if (!isSupportedLanguage(report.language)) {
      const message = `${report.id}: ${unsupportedLanguage(report.language)}`;
      desk.problem({ kind: 'problem', severity: 'warning', file, line, code: UNSUPPORTED_LANGUAGE, message });
    }
    const found = (await known?.(report)) ?? null;
    // broken resources end the command; only what one report brings about is passed over
    const resources = found === null ? load() : null;
    const work = async (): Promise<{ readonly of: T } | null> => {
      try {
        const of = resources === null ? (found as T) : await run(report, resources);
        noteOne();
        return { of };
      } catch (error) {
        if (error instanceof BrokenResources) throw error;
        desk.failure(file, line, report.id, error);
        return null;
      }
    };
    yield { report, result: work() };
  }
}

/** One after the other. */
async function* eachReport<T, R>(
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
  work: Work<T, R>,
): AsyncGenerator<T> {
  for await (const { result } of beginEach(inputs, options, desk, work)) {
    const ended = await result;
    if (ended !== null) yield ended.of;
  }
}

/** Side by side, as far as the work lets go of the thread; in the order in which they came. */
async function* eachReportReady<T, R>(
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
  work: Work<T, R>,
  pieces: number,
): AsyncGenerator<T[]> {
  async function* underWay() {
    for await (const { report, result } of beginEach(inputs, options, desk, work))
      yield { result, size: report.text.length };
  }
  for await (const ended of readyInOrder(underWay(), { pieces, size: MOST_CHARACTERS_AT_HAND }))
    yield ended.flatMap(each => (each === null ? [] : [each.of]));
}

export interface AnalysedText {
  readonly report: Report;
  readonly analysis: Analysis;
}

export const analyseAll = (
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
  layers?: readonly Layer[],
): AsyncGenerator<AnalysedText> =>
  eachReport<AnalysedText, Pick<Resources, 'models'>>(inputs, options, desk, {
    doing: 'analysing',
    load: lazy(() => ({ models: loadModels() })),
    run: (report, resources) => ({ report, analysis: analyseReport(report, resources, layers) }),
  });

const codeWith = (
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
  load: Load<Resources>,
): AsyncGenerator<CodedText> =>
  eachReport(inputs, options, desk, {
    doing: 'coding',
    load,
    outlets: () => load().registry.outlets,
    run: (report, resources) => ({ report, coded: codeReport(report, resources) }),
  });

export const codeAll = (
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
): AsyncGenerator<CodedText> => codeWith(inputs, options, desk, lazyResources(options));

export const explainAll = (
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
  asked: string,
): AsyncGenerator<Explanation[]> =>
  eachReport(inputs, options, desk, {
    doing: 'explaining',
    load: lazyResources(options),
    run: (report, resources) => explainReport(report, resources, asked),
  });

/** Reports go to the reconciler as they are coded; what it is made with says where they are kept. */
export const reconcileAll = async (
  inputs: readonly string[],
  options: FlowOptions,
  desk: Desk,
  settings: ReconcilerOptions = {},
): Promise<Reconciler> => {
  const load = lazyResources(options);
  const reconciler = new Reconciler({ ...settings, outlets: load().registry.outlets });
  for await (const text of codeWith(inputs, options, desk, load)) reconciler.add([text]);
  desk.progress('bringing together', reconciler.size, null);
  reconciler.lendDates(report => codeReport(report, load()));
  return reconciler;
};

/** What is new, coded; what the store has already, by its id there. */
type Incoming =
  | { readonly kind: 'coded'; readonly text: CodedText }
  | { readonly kind: 'known'; readonly id: string };

export interface RecordingFlow {
  /** What the coding hangs on. */
  readonly setup: (software: string) => CodingSetup;
  /** In order of arrival, as many at a time as are ready. @param find the id of a report that is in the store already. */
  readonly incoming: (
    inputs: readonly string[],
    desk: Desk,
    find: (report: Report) => Promise<string | null>,
    workers?: number,
  ) => AsyncGenerator<Incoming[]>;
  readonly outlets: () => Outlets;
  readonly code: (report: Report) => CodedReport;
  readonly making: StoryMaking;
  /** What it codes with. */
  readonly resources: () => Resources;
}

/** For the commands that keep what they code. */
export const recordingFlow = (options: FlowOptions): RecordingFlow => {
  const load = lazyResources(options);
  return {
    setup: software => ({
      software,
      ...fingerprintResources(resourceFolders(options), load().models),
    }),
    incoming: async function* (inputs, desk, find, workers) {
      const side = makeSideCoding(resourceFolders(options), workers);
      try {
        yield* eachReportReady<Incoming, Resources>(
          inputs,
          options,
          desk,
          {
            doing: 'coding',
            load,
            outlets: () => load().registry.outlets,
            run: async (report, resources) => ({
              kind: 'coded',
              text: { report, coded: await side.code(report, resources) },
            }),
            known: async report => {
              const id = await find(report);
              return id === null ? null : { kind: 'known', id };
            },
          },
          side.atHand,
        );
      } finally {
        await side.close();
      }
    },
    outlets: () => load().registry.outlets,
    code: report => codeReport(report, load()),
    making: { ...storyMaking(() => load().registry.outlets), code: report => codeReport(report, load()) },
    resources: load,
  };
};
