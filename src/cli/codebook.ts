// `synoptic codebook check`: the codebook's examples run as tests, with a short report for a reader.
import type { CheckFailure, CheckReport } from '../evaluate/codebook-check.ts';
import { checkCodebook } from '../evaluate/codebook-check.ts';
import { framedCoder } from '../evaluate/framed-coder.ts';
import { builtInCodebookDir, CodebookError, loadCodebook } from '../resources/codebook.ts';
import { loadResources } from '../resources/index.ts';
import type { Codebook } from '../schema/codebook.ts';

export interface CodebookCheckOptions {
  /** A folder whose files add to or replace the built-in ones. */
  readonly codebook?: string | undefined;
  readonly json?: boolean | undefined;
  /** Id of a frame, or the beginning of one: `accuse`. */
  readonly frame?: string | undefined;
  /** Share of the examples that must come out as expected, 0 to 100; all of them without it. */
  readonly atLeast?: number | undefined;
}

export interface CommandResult {
  readonly output: string;
  readonly exitCode: 0 | 1;
}

export const runCodebookCheck = (options: CodebookCheckOptions): CommandResult => {
  const dirs = [builtInCodebookDir(), ...(options.codebook === undefined ? [] : [options.codebook])];
  try {
    const codebook = loadCodebook(dirs);
    const { frame: wanted } = options;
    const frames = codebook.frames.filter(({ id }) => wanted === undefined || id.startsWith(wanted));
    if (frames.length === 0)
      return { output: `no frame is named ${wanted}; give one such as ${someIds(codebook)}\n`, exitCode: 1 };
    const report = checkCodebook(
      codebook,
      framedCoder({ ...loadResources(), codebook }),
      wanted === undefined ? codebook.frames : frames,
    );
    const output = options.json ? `${JSON.stringify(report, null, 2)}\n` : printCheck(report);
    return { output, exitCode: shareAsExpected(report) < (options.atLeast ?? 100) ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof CodebookError)) throw error;
    const output = options.json ? JSON.stringify({ problems: error.problems }, null, 2) : error.message;
    return { output: `${output}\n`, exitCode: 1 };
  }
};

const shareAsExpected = ({ examples, counterexamples, failures }: CheckReport): number => {
  const tried = examples + counterexamples;
  return tried === 0 ? 100 : (100 * (tried - failures.length)) / tried;
};

const someIds = (codebook: Codebook): string =>
  codebook.frames
    .slice(0, 3)
    .map(({ id }) => id)
    .join(', ');

const KINDS: Readonly<Record<CheckFailure['kind'], string>> = {
  'no-event': 'not found',
  'wrong-roles': 'roles differ',
  'wrong-status': 'status differs',
  'false-event': 'found though it should not be',
};

const printCheck = (report: CheckReport): string => {
  const lines: string[] = [];
  for (const failure of report.failures) {
    lines.push(`${failure.file}:${failure.line} ${failure.frame}: ${KINDS[failure.kind]}`);
    lines.push(`  ${failure.text}`);
    lines.push(`  expected  ${failure.expected}`);
    for (const coded of failure.coded) lines.push(`  coded     ${coded}`);
    if (failure.coded.length === 0) lines.push('  coded     nothing');
    lines.push('');
  }
  const list = (what: string, items: readonly string[]) => {
    if (items.length > 0) lines.push(`${what} (${items.length}): ${items.join(', ')}`, '');
  };
  list('Frames that no example reaches', report.unreached);
  list('Frames with fewer than three examples', report.thin);
  const tried = report.examples + report.counterexamples;
  lines.push(
    `${report.frames} frames, ${report.predicates} predicates; ` +
      `${tried - report.failures.length} of ${tried} examples as expected ` +
      `(${report.examples} examples, ${report.counterexamples} counter-examples). ` +
      `--json lists the predicates that no example uses (${report.unused.length}, frame by frame).`,
  );
  return `${lines.join('\n')}\n`;
};
