// A worker thread that reads documents: pages, PDFs and what feeds carry become reports and problems there.

import { type Gathered, type GivenDocument, gatherDocument } from '../1-gather/index.ts';
import { NO_OUTLETS } from '../schema/registry.ts';
import { answerTasks } from './answer-tasks.ts';

/** Who publishes at an address is known to the program, which adds it. */
const readAll = async (document: GivenDocument): Promise<Gathered[]> => {
  const all: Gathered[] = [];
  for await (const found of gatherDocument(document, () => NO_OUTLETS)) all.push(found);
  return all;
};

answerTasks(() => readAll);
