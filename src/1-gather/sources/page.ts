// One page that is looked at again and again -> an item whenever it has changed.
import { binaryKind, formatOfMagic } from '../sniff-format.ts';
import { loadDocument, textOfDocument } from './source-document.ts';
import { bareItem, endedReading, isHttp, type ReadSourceOfKind, readingOf } from './source-reader.ts';

export const readPageSource: ReadSourceOfKind = async (source, state, tools) => {
  const loaded = await loadDocument(source, state, tools, 'page');
  if (loaded.kind === 'ended') return loaded.reading;
  const { document } = loaded;
  const { address } = source;
  const version = document.state.validators[address]?.digest ?? '';
  const found = {
    about: { form: 'page', title: null, language: null, items: 1 },
    problems: document.problems,
    state: document.state,
  };
  // a PDF is fetched again by whoever reads it: text alone can be kept with the item
  if (formatOfMagic(document.bytes) !== null || binaryKind(document.bytes) !== null)
    return readingOf(source, state, { ...found, drafts: [{ ...bareItem(address, source), version }] });
  const isPlain = document.mediaType === 'text/plain';
  const { text, problems } = await textOfDocument(address, document, isPlain ? 'text' : 'html');
  if (text === null) return endedReading('failed', state, [...document.problems, ...problems]);
  const draft = {
    ...bareItem(address, source),
    version,
    address: isHttp(address) ? document.url : address,
    content: { kind: isPlain ? ('text' as const) : ('html' as const), value: text },
  };
  return readingOf(source, state, {
    ...found,
    drafts: [draft],
    problems: [...document.problems, ...problems],
  });
};
