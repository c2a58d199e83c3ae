// Bad input: a clear message with file and line, the rest still coded, an exit code that says so, nothing lost.
import { describe, expect, it } from 'vitest';
import { linesOf, makeFolder, run } from './run-cli.ts';

const TEXT = 'The defence ministry of Estonia accused Russia on Monday of jamming aircraft signals.\n';
const record = (id: string, text = TEXT) => JSON.stringify({ id, text });
const idsOf = (out: string) => linesOf(out).map(line => (JSON.parse(line) as { id: string }).id);

describe('code', () => {
  it('codes what is good among what is bad', async () => {
    const folder = makeFolder({
      'one.txt': TEXT,
      'empty.txt': '',
      'blank.txt': ' \n \n',
      'picture.txt': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      'old.txt': Buffer.from('The ministry\x92s chief said \x93no\x94 on Monday.\n', 'latin1'),
      'two.txt': TEXT,
    });
    const { code, out, err } = await run(
      ['code', 'one.txt', 'empty.txt', 'missing.txt', 'blank.txt', 'picture.txt', 'old.txt', 'two.txt'],
      folder,
    );
    expect(idsOf(out)).toEqual(['one', 'old', 'two']);
    expect(linesOf(err)).toEqual([
      expect.stringMatching(/^empty\.txt: .*empty/),
      expect.stringMatching(/^missing\.txt: there is no such file/),
      expect.stringMatching(/^blank\.txt: .*only white space/),
      expect.stringMatching(/^picture\.txt: not text: .*PNG/),
      expect.stringMatching(/^old\.txt: warning: not UTF-8; read as windows-1252/),
    ]);
    expect(code).toBe(1);
  });

  it('names line 3 of JSONL and codes the others', async () => {
    const input = [record('a'), record('b'), '{"id": "c", "text": ', record('d')].join('\n');
    const folder = makeFolder({ 'wire.jsonl': input });
    for (const [args, from] of [
      [['code', 'wire.jsonl'], 'wire.jsonl'],
      [['code', '--from', 'jsonl', '--to', 'jsonl'], 'standard input'],
    ] as const) {
      const { code, out, err } = await run(args, folder, { input });
      expect(idsOf(out)).toEqual(['a', 'b', 'd']);
      expect(err).toMatch(new RegExp(`^${from}:3: not JSON: `));
      expect(code).toBe(1);
    }
  });

  it('refuses a text of 20 MB, says how much goes, and codes the rest', async () => {
    const folder = makeFolder({
      'large.txt': TEXT.repeat(Math.ceil(20_000_000 / TEXT.length)),
      'huge.txt': Buffer.alloc(50_000_001, 'a '),
      'one.txt': TEXT,
    });
    const { code, out, err } = await run(['code', 'large.txt', 'huge.txt', 'one.txt'], folder);
    expect(linesOf(err)).toEqual([
      expect.stringMatching(
        /^large\.txt: too long to be read as one report: 20,000,\d+ characters; at most 2,000,000/,
      ),
      expect.stringMatching(
        /^huge\.txt: too large for one report: 50,\d{3},\d{3} bytes; at most 50 MB as text/,
      ),
    ]);
    expect(idsOf(out)).toEqual(['one']);
    expect(code).toBe(1);
  });

  it('takes a warning for no failure', async () => {
    const { code, out, err } = await run(['code', '--from', 'jsonl'], makeFolder(), {
      input: `${record('a')}\n${record('a')}\n`,
    });
    expect(idsOf(out)).toEqual(['a', 'a-2']);
    expect(err).toMatch(/^standard input:2: warning: the id "a"/);
    expect(code).toBe(0);
  });

  it('counts what it does not print', async () => {
    const { code, err } = await run(['code', '--from', 'jsonl'], makeFolder(), { input: 'bad\n'.repeat(50) });
    expect(linesOf(err)).toHaveLength(21);
    expect(err).toContain('standard input: 30 more problems are not shown');
    expect(code).toBe(1);
  });

  it('says that nothing came in', async () => {
    const { code, out, err } = await run(['code', '--from', 'jsonl'], makeFolder());
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('standard input: ');
  });
});

describe('read', () => {
  it('shows the rest', async () => {
    const folder = makeFolder({ 'one.txt': TEXT });
    const { code, out, err } = await run(['read', 'missing.txt', 'one.txt', '--to', 'json'], folder);
    expect((JSON.parse(out) as { reports: unknown[] }).reports).toHaveLength(1);
    expect(err).toMatch(/^missing\.txt: /);
    expect(code).toBe(1);
  });
});
