// How stage 5 scales: generated stories of 1 to 30 reports, added as a stream and told one by one. One size a run, so
// that memory is that size's own. docs/performance.md has the table.
// Run: npx rolldown bench/reconcile.ts --platform node -f esm -o /tmp/bench.mjs && nice node /tmp/bench.mjs 10000
import { packedShelf, Reconciler } from '../src/5-reconcile/index.ts';
import { makeReports } from './made-reports.ts';

const size = Number(process.argv[2] ?? 10_000);
const start = process.cpuUsage();
const seconds = (): string => {
  const used = process.cpuUsage(start);
  return `${((used.user + used.system) / 1e6).toFixed(1)} s`;
};
const reconciler = new Reconciler({ shelf: packedShelf() });
reconciler.add(makeReports(size));
const added = seconds();
let stories = 0;
let events = 0;
let grouped = '';
for (const story of reconciler.stories()) {
  if (stories++ === 0) grouped = seconds();
  events += story.events.length;
}
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${size} reports, ${stories} stories, ${events} events; CPU: added ${added}, grouped ${grouped}, told ${seconds()}; peak ${memory} MiB\n`,
);
