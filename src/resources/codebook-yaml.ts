// Reading YAML with its line numbers: every mistake is collected with file and line, none stops the reading.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

export interface CodebookProblem {
  /** `codebook/unknown-mode`. */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Everything that is wrong with a codebook, all at once. */
export class CodebookError extends Error {
  readonly problems: readonly CodebookProblem[];

  constructor(problems: readonly CodebookProblem[]) {
    super(problems.map(p => `${p.code} ${p.file}${p.line > 0 ? `:${p.line}` : ''}: ${p.message}`).join('\n'));
    this.name = 'CodebookError';
    this.problems = problems;
  }
}

/** One YAML file while it is read. */
export interface YamlFile {
  readonly file: string;
  readonly root: YamlValue;
  readonly problems: CodebookProblem[];
  readonly lineAt: (offset: number) => number;
  /** What an alias (`*modes`) stands for; any other node is itself. */
  readonly resolve: (node: unknown) => unknown;
}

/** A value with the line it stands on; `node` is the yaml package's. */
export interface YamlValue {
  readonly node: unknown;
  readonly line: number;
}

export const openYaml = (file: string, source: string): YamlFile => {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const problems = document.errors.map(error => ({
    code: 'codebook/bad-yaml',
    file,
    line: lineAt(error.pos[0]),
    message: `${error.message}; correct the YAML there`,
  }));
  const resolve = (node: unknown) => (isAlias(node) ? (node.resolve(document) ?? null) : node);
  return { file, root: { node: document.contents, line: 1 }, problems, lineAt, resolve };
};

export const complain = (yaml: YamlFile, at: YamlValue, code: string, message: string): void => {
  yaml.problems.push({ code: `codebook/${code}`, file: yaml.file, line: at.line, message });
};

const describe = (value: YamlValue): string => {
  if (isMap(value.node)) return 'a map';
  if (isSeq(value.node)) return 'a list';
  return isScalar(value.node) ? JSON.stringify(value.node.value) : 'nothing';
};

const valueAt = (yaml: YamlFile, node: unknown, fallback: number): YamlValue => {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return { node: yaml.resolve(node), line: range ? yaml.lineAt(range[0]) : fallback };
};

export const isEmpty = (value: YamlValue): boolean =>
  value.node === null || (isScalar(value.node) && value.node.value === null);
export const isText = (value: YamlValue): boolean =>
  isScalar(value.node) && typeof value.node.value === 'string';
export const isList = (value: YamlValue): boolean => isSeq(value.node);

/** The fields of a map in order; a field outside `allowed` is a mistake. `allowed` null: any. */
export const readMap = (
  yaml: YamlFile,
  value: YamlValue,
  what: string,
  allowed: readonly string[] | null,
): Map<string, YamlValue> => {
  const fields = new Map<string, YamlValue>();
  if (!isMap(value.node)) {
    complain(yaml, value, 'wrong-kind', `${what} is ${describe(value)}; write a map (key: value)`);
    return fields;
  }
  for (const pair of value.node.items) {
    const key = valueAt(yaml, pair.key, value.line);
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    if (allowed && !allowed.includes(name)) {
      complain(yaml, key, 'unknown-field', unknownName(`field of ${what}`, name, allowed));
      continue;
    }
    fields.set(name, valueAt(yaml, pair.value, key.line));
  }
  return fields;
};

export const readList = (yaml: YamlFile, value: YamlValue | undefined, what: string): YamlValue[] => {
  if (!value || isEmpty(value)) return [];
  if (!isSeq(value.node)) {
    complain(yaml, value, 'wrong-kind', `${what} is ${describe(value)}; write a list ([a, b])`);
    return [];
  }
  return value.node.items.map(item => valueAt(yaml, item, value.line));
};

export const readText = (yaml: YamlFile, value: YamlValue | undefined, what: string): string | null => {
  if (!value || isEmpty(value)) return null;
  if (isScalar(value.node) && typeof value.node.value === 'string') return value.node.value.trim();
  const hint = isScalar(value.node) ? `; put it in quotes` : '; write one text';
  complain(yaml, value, 'wrong-kind', `${what} is ${describe(value)}${hint}`);
  return null;
};

export const readTexts = (yaml: YamlFile, value: YamlValue | undefined, what: string): string[] =>
  readList(yaml, value, what).flatMap(item => readText(yaml, item, `an item of ${what}`) ?? []);

export const readNumber = (yaml: YamlFile, value: YamlValue | undefined, what: string): number => {
  if (!value || isEmpty(value)) return 0;
  if (isScalar(value.node) && Number.isFinite(value.node.value)) return value.node.value as number;
  complain(yaml, value, 'wrong-kind', `${what} is ${describe(value)}; write a number`);
  return 0;
};

export const readFlag = (yaml: YamlFile, value: YamlValue | undefined, what: string): boolean => {
  if (!value || isEmpty(value)) return false;
  if (isScalar(value.node) && typeof value.node.value === 'boolean') return value.node.value;
  complain(yaml, value, 'wrong-kind', `${what} is ${describe(value)}; write true or false`);
  return false;
};

/** A text that must be one of `allowed`; null, and a mistake noted, where it is not. */
export const readOneOf = <T extends string>(
  yaml: YamlFile,
  value: YamlValue | undefined,
  what: string,
  allowed: readonly T[],
  note = '',
): T | null => {
  const text = readText(yaml, value, what);
  if (text === null || !value) return null;
  if ((allowed as readonly string[]).includes(text)) return text as T;
  complain(yaml, value, `unknown-${what.split(' ').at(-1)}`, unknownName(what, text, allowed, note));
  return null;
};

/** `mode "alege" is not one of allege, disapprove for ACCUSE; did you mean allege?` */
const unknownName = (what: string, name: string, allowed: readonly string[], note = ''): string => {
  const list = allowed.length > 0 ? `one of ${allowed.join(', ')}` : 'allowed: there are none';
  const nearest = [...allowed].sort((a, b) => editDistance(name, a) - editDistance(name, b))[0];
  const near = nearest !== undefined && editDistance(name, nearest) <= 2;
  const next = near ? `did you mean ${nearest}?` : allowed.length > 0 ? 'take one of these' : 'leave it out';
  return `${what} "${name}" is not ${list}${note}; ${next}`;
};

const editDistance = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 2 || a.length > 40) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 3;
};
