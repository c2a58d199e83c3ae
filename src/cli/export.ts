// `synoptic export`: the store's content in the forms that analysts load today.
import { Argument, type Command, Option } from 'commander';
import {
  EXPORT_FORMS,
  EXPORT_KINDS,
  type ExportForm,
  type ExportKind,
  exportForm,
} from '../6-record/export/forms.ts';
import { StoreRefusal } from '../6-record/store-refusal.ts';
import { addFilterOptions, type FilterOptions } from './filter-options.ts';
import { outOption, withExamples } from './options.ts';
import { checkOutput, isTerminal, withOutput } from './output.ts';
import { Refusal } from './refusal.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface ExportOptions extends StoreChoice, FilterOptions {
  readonly to?: ExportForm;
  readonly out?: string;
  readonly release?: string;
}

/** What cannot be written so is a slip of the command line, as another wrong option is. */
const formOf = (kind: ExportKind, { to, out, release }: ExportOptions): ExportForm => {
  try {
    return exportForm(kind, to, { fileName: out, release });
  } catch (error) {
    if (error instanceof StoreRefusal) throw new Refusal(error.message, 2);
    throw error;
  }
};

const exportAs = async (kind: ExportKind, options: ExportOptions): Promise<void> => {
  const [{ exportPieces }, { openAcledMaker }] = await Promise.all([
    import('../6-record/export/index.ts'),
    import('../6-record/acled/index.ts'),
  ]);
  const out = options.out ?? null;
  const form = formOf(kind, options);
  if (form === 'parquet' && out === null && isTerminal(process.stdout))
    throw new Refusal(
      `Parquet is not for reading on a terminal. Give a file: synoptic export ${kind} --out ${kind}.parquet`,
      2,
    );
  await checkOutput(out);
  await withStore(options, false, store => {
    const pieces = exportPieces(
      store,
      { kind, form, filter: options, release: options.release },
      openAcledMaker,
    );
    return withOutput(out, async output => {
      for await (const piece of pieces) await output.write(piece);
    });
  });
};

export const addExportCommand = (program: Command): void => {
  const command = program
    .command('export')
    .description('write what the store holds in the forms that other programs load')
    .addArgument(new Argument('<kind>', 'what to write').choices(EXPORT_KINDS))
    .addOption(storeOption())
    .addOption(
      new Option('--to <form>', 'form; without it told by --out, else csv (evidence: annotations)').choices(
        EXPORT_FORMS,
      ),
    )
    .addOption(outOption())
    .addOption(new Option('--release <name>', 'events as a release has them, without filters'));
  addFilterOptions(command).action(exportAs);
  withExamples(command, [
    ['synoptic export events --out events.csv', 'a table; corrected cells come back with review import'],
    ['synoptic export events --to acled --country SDN --out sudan.csv', "ACLED's 31 columns"],
    ['synoptic export events --out events.parquet', 'for R, Python, DuckDB'],
    ['synoptic export events --to ucdp --out lethal.csv', "UCDP's columns, with low, best and high counts"],
    ['synoptic export evidence --story s3 --out s3.jsonld', 'W3C Web Annotations of the words coded'],
  ]);
};
