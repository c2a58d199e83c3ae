// `synoptic search WORDS`: full text over the reports, statements and events of the store.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FoundKind } from '../6-record/index.ts';
import { outOption, readCount, withExamples } from './options.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

const KINDS: readonly FoundKind[] = ['report', 'statement', 'event'];

interface SearchOptions extends StoreChoice {
  readonly in?: readonly FoundKind[];
  readonly limit: number;
  readonly to: ListForm;
  readonly out?: string;
}

const readKind = (value: string, before: readonly FoundKind[] = []): readonly FoundKind[] => {
  const kind = KINDS.find(each => each === value || `${each}s` === value);
  if (kind === undefined) throw new InvalidArgumentError('Allowed: reports, statements, events.');
  return [...before, kind];
};

const search = (words: readonly string[], options: SearchOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ searchStore }, { foundEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    const asked = words.join(' ');
    await writeEntries(options.to, options.out ?? null, {
      items: await searchStore(store, asked, options.in ?? KINDS, Math.max(1, options.limit)),
      entry: foundEntry,
      nothing: `nothing holds the words ${asked}. Try fewer words, or quotation marks around a phrase`,
    });
  });

export const addSearchCommand = (program: Command): void => {
  const command = program
    .command('search')
    .description('find words in the reports, statements and events of the store, best first')
    .argument('<words...>', 'as for a web search: "a phrase" in quotation marks, -without, or')
    .addOption(storeOption())
    .addOption(
      new Option('--in <kind>', 'reports, statements or events alone (may be repeated)').argParser(readKind),
    )
    .addOption(new Option('--limit <count>', 'at most so many of each kind').argParser(readCount).default(10))
    .addOption(toOption())
    .addOption(outOption())
    .action(search);
  withExamples(command, [
    ['synoptic search ceasefire -sudan', 'one word without another'],
    ['synoptic search \'"grain corridor"\' --in statements', 'a phrase, where people are quoted'],
  ]);
};
