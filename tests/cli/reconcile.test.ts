// `synoptic reconcile` as a user runs it, one day after another.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, makeFolder, run } from './run-cli.ts';

const reportLine = (id: string, publishedAt: string, text: string): string =>
  `${JSON.stringify({ id, outlet: `Paper ${id}`, publishedAt, text })}\n`;

const MONDAY =
  reportLine('tea', '2024-04-08', 'Parliament in Canberra passed a budget that cuts duties on tea.') +
  reportLine(
    'a',
    '2024-04-09',
    'Russian drones struck a depot in Poltava on Monday and killed four workers.',
  );
const TUESDAY = reportLine(
  'b',
  '2024-04-09',
  'Four workers were killed in Poltava on Monday when Russian drones struck a depot, the governor said.',
);

test('keeps the ids of an earlier run and leaves no temporary file', async () => {
  const folder = makeFolder({
    'monday.jsonl': MONDAY,
    'tuesday.jsonl': TUESDAY,
    'no.json': '{"stories":[]}',
  });
  const env = { TMPDIR: folder };
  const first = await run(['reconcile', 'monday.jsonl', '--out', 'stories.json'], folder, { env });
  expect([first.code, first.err]).toEqual([0, '']);
  const second = await run(
    ['reconcile', 'tuesday.jsonl', 'monday.jsonl', '--after', 'stories.json'],
    folder,
    {
      env,
    },
  );
  const { stories, lastStory, changes } = JSON.parse(second.out);
  expect(stories.map(({ id, reports }: { id: string; reports: string[] }) => [id, reports])).toEqual([
    ['s1', ['tea']],
    ['s2', ['a', 'b']],
  ]);
  expect(lastStory).toBe(2);
  expect(changes).toEqual([{ kind: 'grown', story: 's2', from: ['s2'] }]);
  const lines = await run(['reconcile', 'monday.jsonl', '--to', 'jsonl'], folder, { env });
  expect(linesOf(lines.out).map(line => JSON.parse(line).id)).toEqual(['s1', 's2']);
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([]);
});

test('says what is wrong with a file of stories, or with the folder for its work', async () => {
  const folder = makeFolder({ 'monday.jsonl': MONDAY, 'no.json': '{"stories":[]}' });
  const none = await run(['reconcile', 'monday.jsonl', '--after', 'no.json'], folder);
  expect(none.code).toBe(1);
  expect(none.err).toMatch(/no\.json: it holds no story.*synoptic reconcile/);
  const nowhere = await run(['reconcile', 'monday.jsonl'], folder, { env: { TMPDIR: join(folder, 'gone') } });
  expect(nowhere.code).toBe(1);
  expect(nowhere.err).toMatch(/cannot keep the coded reports in .*gone.*TMPDIR=/);
});
