// Calls of the program as pages and help write them: do their commands and options exist?
import type { Command } from 'commander';

/** Words of a shell line up to a pipe, a redirection, the next command or a remark. */
const wordsOf = (line: string): string[] =>
  [
    ...(/^(?:'[^']*'|"[^"]*"|[^|<>;&#'"]|(?<=\S)[#])*/.exec(line)?.[0] ?? '').matchAll(
      /(?:'[^']*'|"[^"]*"|[^\s'"])+/g,
    ),
  ].map(([word]) => word.replaceAll(/['"]/g, ''));

/** The calls in a line of shell, several where it has several: `synoptic ...`, `node dist/cli.js ...`. */
export const callsIn = (line: string): string[][] =>
  line
    .split(/;|\||&&/)
    .flatMap(part => [...part.matchAll(/(?<![\w/.-])(?:synoptic|node dist\/cli\.js) (.*)/g)])
    .map(([, rest]) => wordsOf(rest as string));

/** What is wrong with a call, null where nothing is. */
export const faultOfCall = (program: Command, words: readonly string[]): string | null => {
  let command = program;
  for (const word of words) {
    if (word.startsWith('--')) {
      const name = word.split('=')[0];
      const isThere = name === '--help' || command.options.some(({ long }) => long === name);
      if (!isThere) return `synoptic ${words.join(' ')}: "${command.name()}" has no ${name}`;
      continue;
    }
    const below = command.commands.find(each => each.name() === word);
    if (below) command = below;
    else if (command.commands.length > 0 && word !== 'help' && /^[a-z-]+$/.test(word))
      return `synoptic ${words.join(' ')}: "${command.name()}" has no "${word}"`;
  }
  return null;
};
