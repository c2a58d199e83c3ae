// `synoptic review`: what waits for a look, decisions on events, and how far coders agree.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { eventFilterOf } from '../6-record/filter-specs.ts';
import type { Proposal } from '../6-record/index.ts';
import { harmless } from '../synopsis/harmless.ts';
import { addFilterOptions, type FilterOptions } from './filter-options.ts';
import { outOption, readCount, withExamples } from './options.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { Refusal } from './refusal.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface ListOptions extends StoreChoice {
  readonly to: ListForm;
  readonly out?: string;
}

interface DecideOptions extends StoreChoice {
  readonly by?: string;
  readonly why?: string;
}

const whoDecides = ({ by }: DecideOptions): string => {
  const name = by ?? process.env.SYNOPTIC_CODER ?? process.env.USER;
  if (name) return name;
  throw new Refusal('a decision needs a name: give --by NAME, or set SYNOPTIC_CODER', 2);
};

/** What a proposal is without who and why. */
type Content = Proposal extends infer P ? (P extends Proposal ? Omit<P, 'by' | 'reason'> : never) : never;

const decideOn = (options: DecideOptions, contents: readonly Content[]): Promise<void> =>
  withStore(options, false, async store => {
    const { decide } = await import('../6-record/index.ts');
    const by = whoDecides(options);
    for (const content of contents) {
      const decision = await decide(store, { ...content, by, reason: options.why ?? null } as Proposal);
      const made = decision.after !== null && 'event' in decision.after ? ` as ${decision.after.event}` : '';
      process.stdout.write(`${harmless(`${decision.id} ${decision.action} ${decision.target}${made}`)}\n`);
    }
  });

const queue = (options: ListOptions & FilterOptions & { readonly limit: number }): Promise<void> =>
  withStore(options, false, async store => {
    const [{ reviewQueue }, { eventEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: await reviewQueue(store, eventFilterOf(options), Math.max(1, options.limit)),
      entry: eventEntry,
      nothing: 'no event waits for a decision',
    });
  });

const log = (target: string | undefined, options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ listDecisions }, { decisionEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/decision-entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: await listDecisions(store, target),
      entry: decisionEntry,
      nothing: target === undefined ? 'no decision was made yet' : `no decision on ${target}`,
    });
  });

const agreement = (a: string, b: string, options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ coderAgreement }, { agreementEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/decision-entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    const fields = await coderAgreement(store, [a, b]);
    await writeEntries(options.to, options.out ?? null, {
      // of nothing there is no agreement to tell a person; a program gets its fields
      items: options.to === 'text' && fields.every(({ units }) => units === 0) ? [] : fields,
      entry: agreementEntry,
      nothing: `there is no event on which both ${a} and ${b} decided. See who did: synoptic review log`,
    });
  });

const gold = (options: StoreChoice & { readonly out?: string }): Promise<void> =>
  withStore(options, false, async store => {
    const [{ goldReports }, { withOutput }, { writeJsonLines }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./output.ts'),
      import('./json-stream.ts'),
    ]);
    let [reports, right, wrong] = [0, 0, 0];
    const counted = async function* () {
      for await (const report of goldReports(store)) {
        reports++;
        for (const { isRight } of report.mentions) isRight ? right++ : wrong++;
        yield report;
      }
    };
    await withOutput(options.out ?? null, output => writeJsonLines(output, counted()));
    process.stderr.write(
      reports === 0
        ? 'nothing was decided yet. See what waits: synoptic review queue\n'
        : `${reports} reports: ${right} mentions of events accepted or corrected, ${wrong} of events rejected\n`,
    );
  });

const readCell = (
  value: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] => {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Allowed: COLUMN=VALUE, such as status=denied; see --help.');
  return [...before, [value.slice(0, at), value.slice(at + 1)]];
};

const correct = async (
  id: string,
  options: DecideOptions & { readonly set: readonly (readonly [string, string])[] },
): Promise<void> => {
  await withStore(options, false, async store => {
    const { decide, readCorrection, readEvent } = await import('../6-record/index.ts');
    const record = await readEvent(store, id);
    if (!record) throw new Refusal(`there is no event "${id}". See them: synoptic list events`);
    const decision = await decide(store, {
      action: 'correct',
      target: id,
      correction: readCorrection(record.event, options.set),
      by: whoDecides(options),
      reason: options.why ?? null,
    });
    process.stdout.write(`${decision.id} correct ${id}\n`);
  });
};

/** Rows that cannot be read are named with their line; the others are taken. */
const importTable = (file: string, options: DecideOptions & { readonly force?: boolean }): Promise<void> =>
  withStore(options, false, async store => {
    const [{ importRow, StoreRefusal }, { readTable }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/read-table.ts'),
    ]);
    const by = whoDecides(options);
    let [corrected, unchanged, refused] = [0, 0, 0];
    const derived = new Map<string, number>();
    for (const { line, row } of await readTable(file))
      try {
        const decision = await importRow(store, row, {
          by,
          reason: options.why ?? null,
          force: options.force === true,
          onDerived: column => derived.set(column, (derived.get(column) ?? 0) + 1),
        });
        if (decision === null) unchanged++;
        else {
          corrected++;
          process.stdout.write(`${decision.id} correct ${decision.target}\n`);
        }
      } catch (error) {
        if (!(error instanceof StoreRefusal)) throw error;
        process.stderr.write(`${harmless(`${file}:${line}: ${error.message}`)}\n`);
        process.exitCode = 1;
        refused++;
      }
    if (derived.size > 0)
      process.stderr.write(
        `not taken, because the reports give them: ${[...derived].map(([column, cells]) => `${column} (${cells})`).join(', ')}\n`,
      );
    process.stderr.write(`${corrected} corrected, ${unchanged} unchanged, ${refused} refused\n`);
  });

const split = (id: string, mentions: readonly string[], options: DecideOptions): Promise<void> =>
  decideOn(options, [
    {
      action: 'split',
      target: id,
      mentions: mentions.map(written => {
        const at = written.lastIndexOf(':');
        if (at < 1)
          throw new Refusal(
            `"${written}" is no mention. Allowed: REPORT:MENTION as show has them, such as wire-2:e1`,
            2,
          );
        return { report: written.slice(0, at), event: written.slice(at + 1) };
      }),
    },
  ]);

const deciding = (command: Command): Command =>
  command
    .addOption(storeOption())
    .addOption(new Option('--by <name>', 'who decides (without it: $SYNOPTIC_CODER, else $USER)'))
    .addOption(new Option('--why <reason>', 'kept with the decision'));

const listing = (command: Command): Command =>
  command.addOption(storeOption()).addOption(toOption()).addOption(outOption());

const addVerdicts = (review: Command): void => {
  for (const [action, what, ids, why] of [
    ['accept', 'the events are right as they stand', 'e12', 'read both reports'],
    ['reject', 'the events did not happen so; of a decision (d7): undo it', 'e12', 'an exercise, no attack'],
    [
      'note',
      'a remark with --why, on an event, a report, a story or a decision',
      'e12, wire-2, s3, d7',
      'ask ana',
    ],
  ] as const)
    withExamples(
      deciding(review.command(action).description(what).argument('<ids...>', ids)).action(
        (ids: readonly string[], options: DecideOptions) =>
          decideOn(
            options,
            ids.map(target => ({ action, target })),
          ),
      ),
      [[`synoptic review ${action} e12 --why '${why}'`, 'one event']],
    );
  withExamples(
    deciding(
      review
        .command('undo')
        .description('undo decisions: each is rejected by a new one')
        .argument('<ids...>', 'd7'),
    ).action((ids: readonly string[], options: DecideOptions) =>
      decideOn(
        options,
        ids.map(target => ({ action: 'reject' as const, target })),
      ),
    ),
    [['synoptic review undo d7', 'nothing is erased: the log has both']],
  );
};

export const addReviewCommand = (program: Command): void => {
  const review = program
    .command('review')
    .description('decide on events: nothing is overwritten, all is logged');
  withExamples(review, [['synoptic review queue', 'what waits for a look']]);
  withExamples(
    addFilterOptions(
      listing(
        review
          .command('queue')
          .description('events nobody has looked at: disputed first, then unsure and widely reported'),
      ),
    )
      .addOption(new Option('--limit <count>', 'at most so many').argParser(readCount).default(20))
      .action(queue),
    [['synoptic review queue --country SDN', 'of one country']],
  );
  addVerdicts(review);
  withExamples(
    deciding(
      review
        .command('correct')
        .description('give fields of an event other values')
        .argument('<id>', 'e12')
        .addOption(
          new Option('--set <column=value>', 'a column of `export events` (may be repeated)')
            .argParser(readCell)
            .makeOptionMandatory(),
        ),
    ).action(correct),
    [["synoptic review correct e12 --set status=denied --set 'actors=Army [NRVMIL]'", 'two fields']],
  );
  withExamples(
    deciding(
      review
        .command('import')
        .description('corrected cells of an exported table of events become decisions')
        .argument('<file>', 'CSV as `export events` writes it; columns and rows may be left out')
        .addOption(new Option('--force', 'also events that were changed after the table was exported')),
    ).action(importTable),
    [['synoptic review import events.csv --by ana', 'every changed cell of every row']],
  );
  withExamples(
    deciding(
      review
        .command('merge')
        .description('an event is the same as another, which takes its mentions')
        .argument('<id>', 'the event that goes')
        .argument('<into>', 'the event that stays'),
    ).action((target: string, into: string, options: DecideOptions) =>
      decideOn(options, [{ action: 'merge', target, into }]),
    ),
    [['synoptic review merge e13 e12', 'e13 is deleted, its mentions stand in e12']],
  );
  withExamples(
    deciding(
      review
        .command('split')
        .description('some mentions of an event are of another one')
        .argument('<id>', 'e12')
        .argument('<mentions...>', 'REPORT:MENTION, as show has them'),
    ).action(split),
    [['synoptic review split e12 wire-2:e1', 'the mention becomes an event of its own']],
  );
  withExamples(
    listing(review.command('log').description('all decisions').argument('[id]', 'on one target')).action(log),
    [
      ['synoptic review log e12', 'the history of an event'],
      ['synoptic review log --to jsonl --out decisions.jsonl', 'for other programs'],
    ],
  );
  withExamples(
    review
      .command('gold')
      .description(
        'what was decided, as gold data: reports with their words, events as corrected, rejected ones',
      )
      .addOption(storeOption())
      .addOption(outOption())
      .action(gold),
    [
      ['synoptic review gold --out decided.jsonl', 'then: synoptic evaluate --gold decided.jsonl'],
      ['synoptic review gold | wc -l', 'how many reports have decisions'],
    ],
  );
  withExamples(
    listing(
      review
        .command('agreement')
        .description("how far two coders agree on what both judged: Krippendorff's alpha by field")
        .argument('<coder>', 'name')
        .argument('<coder>', 'name'),
    ).action(agreement),
    [['synoptic review agreement ana bo', 'on the events that both decided on']],
  );
};
