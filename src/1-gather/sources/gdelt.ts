// GDELT's article lists -> items: a list itself, or `lastupdate.txt`, which names the newest one.
import type { Source, SourceReading, SourceState } from '../../schema/source.ts';
import { refuse, shown, warn } from '../gathered.ts';
import { type GdeltArticle, newestGdeltFile, readGdeltList } from './gdelt-lists.ts';
import type { ItemDraft } from './seen.ts';
import { loadDocument, type SourceDocument, textOfDocument } from './source-document.ts';
import {
  bareItem,
  endedReading,
  linkFrom,
  type ReadSourceOfKind,
  readingOf,
  type SourceTools,
} from './source-reader.ts';

const draftOf = (article: GdeltArticle, source: Source): ItemDraft | null => {
  const address = linkFrom(article.address, 'about:blank');
  if (address === null) return null;
  return {
    ...bareItem(address, source),
    title: article.title,
    outlet: source.outlet ?? article.outlet,
    metadata: {
      ...(article.seenAt === null ? {} : { seenByGdelt: article.seenAt }),
      ...(article.language === null ? {} : { languageByGdelt: article.language }),
    },
  };
};

const readList = async (
  source: Source,
  before: SourceState,
  address: string,
  document: SourceDocument,
  text: string,
): Promise<SourceReading> => {
  const list = await readGdeltList(text);
  if (list === null) {
    const message = `${address}: begins ${shown(text)}, which is no article list of GDELT; needed: GKG, mentions or events parted by tabs, or ArtList of the DOC API as JSON or CSV`;
    return endedReading('failed', before, [...document.problems, refuse('source/no-gdelt', message)]);
  }
  const { form, articles, unread } = list;
  const problems = [...document.problems];
  if (unread > 0) {
    const message = `${address}: ${unread} of ${unread + articles.length} entries are of no web page and were left out`;
    problems.push(warn('source/no-address', message));
  }
  return readingOf(source, before, {
    about: { form, title: null, language: null, items: articles.length },
    drafts: articles.flatMap(article => draftOf(article, source) ?? []),
    problems,
    state: document.state,
  });
};

/** @param isNewest true for the file that `lastupdate.txt` named. */
const readAt = async (
  source: Source,
  state: SourceState,
  tools: SourceTools,
  address: string,
  isNewest: boolean,
): Promise<SourceReading> => {
  const loaded = await loadDocument(source, state, tools, 'any', address);
  if (loaded.kind === 'ended') return loaded.reading;
  const { document } = loaded;
  const { text, problems } = await textOfDocument(address, document, 'text');
  if (text === null) return endedReading('failed', state, [...document.problems, ...problems]);
  const newest = isNewest ? null : newestGdeltFile(text);
  if (newest === null) return readList(source, state, address, document, text);
  const reading = await readAt(source, state, tools, newest, true);
  if (reading.outcome !== 'read') return reading;
  // of the many files named in the course of time only the one that names them is asked for again
  const { [source.address]: own } = document.state.validators;
  return {
    ...reading,
    state: { ...reading.state, validators: own === undefined ? {} : { [source.address]: own } },
  };
};

export const readGdelt: ReadSourceOfKind = (source, state, tools) =>
  readAt(source, state, tools, source.address, false);
