// Every command by its help: it fits a terminal, and has an example that calls what there is.
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { callsIn, faultOfCall } from '../../tests/support/calls.ts';
import { buildProgram } from './program.ts';

const withBelow = (command: Command, path: readonly string[] = []): [string, Command][] => [
  [path.join(' ') || 'synoptic', command],
  ...command
    .createHelp()
    .visibleCommands(command)
    .filter(each => each.name() !== 'help')
    .flatMap(each => withBelow(each, [...path, each.name()])),
];

const program = buildProgram();

const helpOf = (command: Command): string => {
  const said: string[] = [];
  command.configureOutput({ writeOut: text => said.push(text), getOutHelpWidth: () => 80 });
  command.outputHelp();
  return said.join('');
};

describe.each(withBelow(program))('%s --help', (_, command) => {
  const help = helpOf(command);

  test('has an example that calls what there is', () => {
    const [, examples = ''] = help.split('\nExamples:\n');
    expect(examples).toMatch(/^ {2}# .+\n {2}.*(synoptic|curl) /);
    expect(
      examples
        .split('\n')
        .flatMap(callsIn)
        .map(words => faultOfCall(program, words)),
    ).not.toContainEqual(expect.any(String));
  });

  test('fits 80 columns', () => {
    expect(help.split('\n').filter(line => line.length > 80)).toEqual([]);
  });
});
