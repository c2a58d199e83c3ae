// Addresses, one a line, from the web or a file -> items.
import { refuse, shown, warn } from '../gathered.ts';
import { loadDocument, textOfDocument } from './source-document.ts';
import { bareItem, endedReading, linkFrom, type ReadSourceOfKind, readingOf } from './source-reader.ts';

/** Blank lines and those that begin with `#` are passed over. */
const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));

/** True where every line is a web address. */
export const isAddressList = (text: string): boolean => {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every(line => /^https?:\/\/\S+$/i.test(line));
};

export const readList: ReadSourceOfKind = async (source, state, tools) => {
  const { address } = source;
  const loaded = await loadDocument(source, state, tools, 'any');
  if (loaded.kind === 'ended') return loaded.reading;
  const { document } = loaded;
  const { text, problems } = await textOfDocument(address, document, 'text');
  if (text === null) return endedReading('failed', state, [...document.problems, ...problems]);
  const lines = linesOf(text);
  // relative to nothing: a list names whole addresses
  const links = lines.map(line => linkFrom(line.split(/\s/, 1)[0], 'about:blank'));
  const bad = lines.filter((_, index) => links[index] === null);
  const said = [...document.problems, ...problems];
  const first = shown(bad[0] ?? '');
  if (lines.length > 0 && bad.length === lines.length)
    return endedReading('failed', state, [
      ...said,
      refuse(
        'source/no-list',
        `${address}: no line is a web address, the first is ${first}; needed: http://... or https://..., one a line`,
      ),
    ]);
  if (bad.length > 0)
    said.push(
      warn(
        'source/no-address',
        `${address}: ${bad.length} of ${lines.length} lines are no web address and were left out, the first ${first}`,
      ),
    );
  if (lines.length === 0) said.push(warn('source/empty', `${address}: the list has no addresses at present`));
  return readingOf(source, state, {
    about: { form: 'list of addresses', title: null, language: null, items: lines.length - bad.length },
    drafts: links.flatMap(link => (link === null ? [] : [bareItem(link, source)])),
    problems: said,
    state: document.state,
  });
};
