// Holds the rules of docs/architecture.md: who may import whom, what the pure stages may not touch, how long files get.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PURE_STAGES = ['2-analyse', '3-ground', '4-code', '5-reconcile'];

/** What the files of a part may import besides their own part; `*` is everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  resources: ['schema'],
  '1-gather': ['schema', 'resources'],
  '2-analyse': ['schema', 'resources'],
  '3-ground': ['schema', 'resources'],
  '4-code': ['schema', 'resources'],
  '5-reconcile': ['schema', 'resources'],
  '6-record': ['schema', 'resources'],
  synopsis: ['schema'],
  '7-serve': ['schema', 'resources', 'synopsis', '6-record', 'pipeline.ts'],
  'pipeline.ts': [
    'schema',
    'resources',
    '1-gather',
    '2-analyse',
    '3-ground',
    '4-code',
    '5-reconcile',
    '6-record',
  ],
  live: ['schema', 'resources', '1-gather', '6-record', 'pipeline.ts'],
  'index.ts': ['*'],
  cli: ['*'],
  evaluate: ['*'],
  train: ['schema', 'resources', '2-analyse', '3-ground', '4-code', '5-reconcile', 'evaluate'],
};
/** Side doors: only the command line goes through them, and each through the other. */
const ONLY_FROM: Readonly<Record<string, readonly string[]>> = {
  cli: [],
  train: ['cli', 'evaluate'],
  evaluate: ['cli', 'train'],
  live: ['cli'],
};

const LONGEST_FILE = 400;
/** Files that may be longer, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

interface Source {
  /** From `src/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

interface Import {
  readonly specifier: string;
  /** Erased when compiled: `import type`, or every name in it a type. */
  readonly isTypeOnly: boolean;
}

const sources: readonly Source[] = globSync('src/**/*.ts', { cwd: ROOT })
  .sort()
  .map(file => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const path = file.replaceAll('\\', '/').slice('src/'.length);
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
  });
const isTest = ({ path }: Source): boolean => /\.test\.ts$/.test(path);
const product = sources.filter(source => !isTest(source));

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, child => walk(child, visit));
};

const isErased = (clause: ts.ImportClause | undefined): boolean => {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  const hasOnlyTypes =
    names && ts.isNamedImports(names) && names.elements.every(element => element.isTypeOnly);
  return !clause.name && hasOnlyTypes === true;
};

const importsOf = ({ tree }: Source): Import[] => {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier))
      imports.push({ specifier: specifier.text, isTypeOnly });
  };
  walk(tree, node => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
  });
  return imports;
};

/** The part of the architecture that a path under `src/` belongs to. */
const partOf = (path: string): string => path.split('/')[0] as string;

/** Where a relative import leads, from `src/`; null for packages. `../package.json` leads out. */
const targetOf = (source: Source, { specifier }: Import): string | null =>
  specifier.startsWith('.') ? posix.normalize(posix.join(dirname(source.path), specifier)) : null;

const mayImport = (from: string, to: string): boolean => {
  if (from === to) return true;
  const allowed = MAY_IMPORT[from] ?? [];
  const callers = ONLY_FROM[to];
  return (allowed.includes('*') || allowed.includes(to)) && (!callers || callers.includes(from));
};

describe('imports', () => {
  test('every part of src is one the architecture knows', () => {
    expect(
      [...new Set(sources.map(source => partOf(source.path)))].filter(part => !(part in MAY_IMPORT)),
    ).toEqual([]);
  });

  test('a part imports only what stands before it', () => {
    const broken = product.flatMap(source =>
      importsOf(source).flatMap(each => {
        const target = targetOf(source, each);
        if (target === null || target.startsWith('..')) return [];
        return mayImport(partOf(source.path), partOf(target)) ? [] : [`${source.path} imports ${target}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('relative imports lead to a file, by its name', () => {
    const broken = sources.flatMap(source =>
      importsOf(source).flatMap(each => {
        const target = targetOf(source, each);
        return target === null || existsSync(join(ROOT, 'src', target))
          ? []
          : [`${source.path} imports ${each.specifier}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('no file is imported, by way of others, by itself', () => {
    const edges = new Map(
      product.map(source => [
        source.path,
        importsOf(source)
          .filter(each => !each.isTypeOnly)
          .flatMap(each => targetOf(source, each) ?? []),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (trail.includes(path) || done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

/** What would let the clock, chance, the machine or its locale into a result. */
const impurity = (node: ts.Node): string | null => {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    if (/^(globalThis\.)?(Date\.now|Math\.random|performance\.\w+|crypto\.\w+|process\.\w+)$/.test(name))
      return name;
    if (/^(localeCompare|toLocale\w+)$/.test(node.name.text)) return `.${node.name.text}`;
  }
  if (ts.isIdentifier(node) && ['fetch', 'setTimeout', 'setInterval', 'setImmediate'].includes(node.text)) {
    const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
    return isCalled ? `${node.text}()` : null;
  }
  return null;
};

describe('stages 2 to 5 are pure', () => {
  const pure = product.filter(source => PURE_STAGES.includes(partOf(source.path)));

  test('they import nothing of Node', () => {
    const broken = pure.flatMap(source =>
      importsOf(source)
        .filter(
          each =>
            !each.isTypeOnly &&
            /^node:|^(fs|net|http|https|crypto|os|path|child_process)$/.test(each.specifier),
        )
        .map(each => `${source.path} imports ${each.specifier}`),
    );
    expect(broken).toEqual([]);
  });

  test('they read no clock, no chance, no locale and no environment', () => {
    const broken: string[] = [];
    for (const source of pure)
      walk(source.tree, node => {
        const what = impurity(node);
        if (what)
          broken.push(
            `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`,
          );
      });
    expect(broken).toEqual([]);
  });
});

/** Everything that is written by hand, from the root of the repository. */
const files = globSync('{src,tests,bench,workbench}/**/*.{ts,tsx,css}', { cwd: ROOT })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !/(^|\/)(node_modules|dist)\//.test(file))
  .sort();

describe('files', () => {
  test('no drawer for odds and ends', () => {
    const drawers = files.filter(path =>
      /(^|\/)(utils?|helpers?|common|misc|shared|lib)(\/|\.\w+$)/.test(path),
    );
    expect(drawers).toEqual([]);
  });

  test('names are kebab-case', () => {
    const odd = files.filter(
      path => !/^([a-z0-9-]+\/)*[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d|\.config)?\.(tsx?|css)$/.test(path),
    );
    expect(odd).toEqual([]);
  });

  test('a file begins by saying what it is', () => {
    const silent = product.filter(({ text }) => !/^(#!.*\n)?\/[/*]/.test(text));
    expect(silent.map(source => source.path)).toEqual([]);
  });

  test(`a file has at most ${LONGEST_FILE} lines, or a reason`, () => {
    const linesOf = (path: string): number =>
      readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length;
    const long = files.filter(path => linesOf(path) > LONGEST_FILE);
    expect(files.length).toBeGreaterThan(900);
    expect(long.filter(path => !LONG_FILES[path]).map(path => `${path}: ${linesOf(path)} lines`)).toEqual([]);
    expect(Object.keys(LONG_FILES).filter(path => !long.includes(path))).toEqual([]);
  });

  test('the flow fits a screen or two: pipeline.ts has under 80 lines', () => {
    const pipeline = product.find(source => source.path === 'pipeline.ts');
    expect(pipeline?.text.trimEnd().split('\n').length).toBeLessThan(80);
  });

  test('src/index.ts only re-exports', () => {
    const index = product.find(source => source.path === 'index.ts');
    expect(index?.tree.statements.length).toBeGreaterThan(0);
    expect(
      index?.tree.statements.filter(statement => !ts.isExportDeclaration(statement)).map(s => s.getText()),
    ).toEqual([]);
  });
});
