// `synoptic doctor`: is everything here that the program needs, and whole?
import type { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { withExamples } from './options.ts';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found. */
  readonly found: string;
  /** What to do, null where all is well. */
  readonly advice: string | null;
}

const LEAST_NODE = [20, 19] as const;
const LEAST_WIDTH = 60;

const attempt = async (name: string, advice: string, look: () => Promise<string>): Promise<Check> => {
  try {
    return { name, ok: true, found: await look(), advice: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, ok: false, found: message, advice };
  }
};

export const checkNode = (version: string): Check => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const advice = `install Node ${LEAST_NODE.join('.')} or newer: https://nodejs.org`;
  return { name: 'node', ok, found: version, advice: ok ? null : advice };
};

/** Reading a model file checks it against its own checksum. */
const checkModels = async (): Promise<Check[]> => {
  const [{ readdirSync, statSync, existsSync, readFileSync }, { join }, { packageDir }, { readModel }] =
    await Promise.all([
      import('node:fs'),
      import('node:path'),
      import('../resources/index.ts'),
      import('../resources/models.ts'),
    ]);
  const advice = 'reinstall synoptic, or train it again: synoptic train --help';
  const folder = join(packageDir(), 'models');
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter(file => file.endsWith('.bin'))
        .sort()
    : [];
  if (files.length === 0) return [{ name: 'models', ok: false, found: `none in ${folder}`, advice }];
  return Promise.all(
    files.map(file =>
      attempt(`model ${file.replace(/\.bin$/, '')}`, advice, async () => {
        const { checksum } = readModel(join(folder, file));
        // the card states the checksum of the model it describes
        const card = join(folder, file.replace(/\.bin$/, '.md'));
        if (!existsSync(card)) throw new Error('its card is missing');
        if (!readFileSync(card, 'utf8').includes(checksum))
          throw new Error(`its card does not state its checksum ${checksum.slice(0, 12)}`);
        return `${(statSync(join(folder, file)).size / 1e6).toFixed(1)} MB, checksum ${checksum.slice(0, 12)}`;
      }),
    ),
  );
};

const checkResources = async (): Promise<Check[]> => {
  const { loadResources, packageDir } = await import('../resources/index.ts');
  const { builtInCodebookDir, loadCodebook } = await import('../resources/codebook.ts');
  const { loadRegistry } = await import('../resources/registry.ts');
  const { join } = await import('node:path');
  const reinstall = 'reinstall synoptic';
  return [
    await attempt('codebook', 'synoptic codebook check shows each mistake', async () => {
      const { frames, types } = loadCodebook([builtInCodebookDir()]);
      return `${frames.length} frames of ${types.size} event types`;
    }),
    await attempt('registry', reinstall, async () => {
      const { states, actors } = loadRegistry(join(packageDir(), 'registry'));
      return `${states.size} states, ${actors.size} actors`;
    }),
    await attempt('start', reinstall, async () => {
      const started = performance.now();
      loadResources();
      return `all of it loads in ${Math.round(performance.now() - started)} ms`;
    }),
  ];
};

const checkTerminal = (): Check => {
  const width = process.stdout.columns;
  if (width === undefined)
    return { name: 'terminal', ok: true, found: 'output is not a terminal', advice: null };
  const ok = width >= LEAST_WIDTH;
  const advice = `widen the window to ${LEAST_WIDTH} columns or more, or use --to html`;
  return { name: 'terminal', ok, found: `${width} columns`, advice: ok ? null : advice };
};

const checkFolder = (): Promise<Check> =>
  attempt('folder', 'go to a folder of your own, or give --out another place', async () => {
    const { access, constants } = await import('node:fs/promises');
    await access(process.cwd(), constants.W_OK);
    return `${process.cwd()} can be written to`;
  });

const runChecks = async (): Promise<readonly Check[]> => [
  { name: 'synoptic', ok: true, found: packageJson.version, advice: null },
  checkNode(process.version),
  ...(await checkModels()),
  ...(await checkResources()),
  checkTerminal(),
  await checkFolder(),
];

export const printChecks = (checks: readonly Check[]): string => {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, ok, found, advice }) => [
    `${ok ? 'ok     ' : 'FAILED '} ${name.padEnd(width)}  ${found}`,
    ...(advice === null ? [] : [`${' '.repeat(width + 10)}${advice}`]),
  ]);
  const failed = checks.filter(({ ok }) => !ok).length;
  return `${[...lines, failed === 0 ? 'All is well.' : `${failed} of ${checks.length} checks failed.`].join('\n')}\n`;
};

const doctor = async ({ json }: { readonly json?: boolean }): Promise<void> => {
  const checks = await runChecks();
  const ok = checks.every(check => check.ok);
  process.stdout.write(json === true ? `${JSON.stringify({ ok, checks }, null, 2)}\n` : printChecks(checks));
  if (!ok) process.exitCode = 1;
};

export const addDoctorCommand = (program: Command): void => {
  const command = program
    .command('doctor')
    .description('check that everything synoptic needs is here and whole')
    .option('--json', 'print the result for a program')
    .action(doctor);
  withExamples(command, [
    ['synoptic doctor', 'after installing, or when something is odd'],
    ['synoptic doctor --json', 'for a monitor; exits with 1 if a check failed'],
  ]);
};
