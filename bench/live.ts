// Many reports through the whole live flow into a store: a file of JSON lines as a source, the program's own `gather`, and
// what it takes as it goes on: reports a second, memory, time of stories. `npm run bench:live -- 100000 [more options]`.
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/6-record/index.ts';
import { addSource } from '../src/6-record/sources/index.ts';
import { packageDir } from '../src/resources/package-dir.ts';
import { SOURCE_DEFAULTS } from '../src/schema/source.ts';

const named = (names: string, endings: readonly string[]): string[] =>
  names.split(' ').flatMap(name => endings.map(ending => `${name}${ending}`));
/** 900, about as many as the reports of a war name. */
const TOWNS = named(
  'Tar Od Vel Kar Nur Ish Bel Sor Quil Dar Fen Hal Isk Jor Kes Lom Mor Nes Ost Per Rad Sal Tev Ul Var Wes Yar Zel Bor Cal',
  'sk rin ma sa ov et mar na dan go wick bek ta un it ada ero in oy usk adin emo ik orn alta evo ist una ovar ek'.split(
    ' ',
  ),
);
const SIDES = [
  'Norvia',
  'Selgovia',
  ...named('Tarsk Odrin Velm Karsa Nurov Isht', [' militia']),
  ...named('Karsan Velmish Odrian Ishtan Belmarite Sornish', [' rebels']),
  'the United Front',
  'the Northern Alliance',
  ...named('Velmish Karsan Norvian Selgovian', [' police']),
];
const DEEDS = [
  ['shelled', 'shelling'],
  ['raided', 'a raid on'],
  ['bombed', 'the bombing of'],
  ['besieged', 'the siege of'],
  ['seized', 'the seizure of'],
  ['attacked', 'the attack on'],
  ['stormed', 'the storming of'],
] as const;
const OUTLETS = Array.from({ length: 40 }, (_, i) => `Outlet ${i + 1}`);
const MEANS = ['drones', 'mortars', 'artillery', 'armoured vehicles'];

const pick = <T>(list: readonly T[], number: number): T => list[Math.abs(number) % list.length] as T;

/** Some sixty words. Reports of one happening share its town, side, deed and day; each is told in its own numbers. */
const reportOf = (number: number): string => {
  // one to eight reports a happening
  const happening = Math.floor(number / 4.5);
  const seed = (happening * 2_654_435_761) % 4_294_967_296;
  const [town, side, deed, means] = [
    pick(TOWNS, seed),
    pick(SIDES, seed >> 5),
    pick(DEEDS, seed >> 9),
    pick(MEANS, seed >> 13),
  ];
  const other = pick(SIDES, (seed >> 5) + 1 + (seed % 5));
  const day = new Date(Date.UTC(2024, 0, 1) + (Math.floor(seed / TOWNS.length) % 700) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const killed = 2 + (seed % 17);
  const text = `${side} ${deed[0]} the town of ${town} with ${means} on Tuesday, killing ${killed} people and wounding ${killed + (number % 7)}, a spokesman for district ${seed % 997} said.

${other} condemned ${deed[1]} ${town} and demanded a ceasefire. ${side} denied that its forces had targeted civilians, and accused ${other} of using the school in quarter ${seed % 89} as a depot, according to statement ${number}.`;
  return JSON.stringify({
    id: `r${number}`,
    outlet: pick(OUTLETS, number * 7),
    title: `${side} ${deed[0]} ${town}`,
    publishedAt: day,
    text,
  });
};

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** Kilobytes, of one line of /proc/PID/status. */
const memoryOf = (pid: number, field: 'VmRSS' | 'VmHWM'): number => {
  try {
    return Number(
      new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0,
    );
  } catch {
    return 0;
  }
};

/** Seconds of processor time of all its threads; a clock tick is a hundredth. */
const spentBy = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
};

const count = Number(process.argv[2] ?? 10_000);
const options = process.argv.slice(3);
const STEPS = 20;
const folder = mkdtempSync(join(tmpdir(), 'synoptic-bench-live-'));
const store = join(folder, 'store');
const file = join(folder, 'reports.jsonl');
const lines = openSync(file, 'w');
for (let i = 0; i < count; i++) writeSync(lines, `${reportOf(i)}\n`);
closeSync(lines);
const opened = await openStore(store, { software: '0.0.0-bench' });
await addSource(opened, { id: 'file', kind: 'file', address: file, outlet: null, options: SOURCE_DEFAULTS });
await opened.close();

const child = spawn(process.execPath, [
  join(packageDir(), 'dist', 'cli.js'),
  'gather',
  '--store',
  store,
  ...options,
]);
const pid = child.pid as number;
const began = performance.now();
let added = 0;
let next = Math.ceil(count / STEPS);
let last = { added: 0, seconds: 0, spent: 0 };
let peak = 0;
write(`${count.toLocaleString('en')} reports, Node ${process.version}, ${options.join(' ')}\n`);
write(
  '| Reports | seconds | reports/s since | ms of processor a report since | memory MiB |\n|---:|---:|---:|---:|---:|',
);
const row = (): void => {
  const now = { added, seconds: (performance.now() - began) / 1000, spent: spentBy(pid) };
  const more = Math.max(1, now.added - last.added);
  write(
    `| ${now.added.toLocaleString('en')} | ${Math.round(now.seconds).toLocaleString('en')} | ${(more / (now.seconds - last.seconds)).toFixed(1)} | ${((1000 * (now.spent - last.spent)) / more).toFixed(1)} | ${Math.round(memoryOf(pid, 'VmRSS') / 1024)} |`,
  );
  last = now;
};
const sampling = setInterval(() => {
  peak = Math.max(peak, memoryOf(pid, 'VmHWM'));
}, 1000);
let said = '';
child.stdout.on('data', (chunk: Buffer) => {
  for (const byte of chunk) if (byte === 10) added++;
  while (added >= next) {
    row();
    next += Math.ceil(count / STEPS);
  }
});
child.stderr.on('data', chunk => {
  said = `${said}${String(chunk)}`.slice(-4000);
});
const code = await new Promise(resolve => child.on('close', resolve));
clearInterval(sampling);
write(
  `\nEnded with ${code} after ${Math.round((performance.now() - began) / 1000)} s: ${added.toLocaleString('en')} reports added; peak ${Math.round(peak / 1024)} MiB.\n${said}`,
);
rmSync(folder, { recursive: true, force: true });
