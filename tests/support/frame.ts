// A frame of the codebook for tests: one that asks for nothing, and what the test says besides.
import type { Frame } from '../../src/schema/codebook.ts';

export const buildFrame = (id: string, fields: Partial<Frame> = {}): Frame => ({
  id,
  type: 'ASSAULT',
  note: '',
  mode: null,
  modeByContent: null,
  contexts: [],
  cameo: null,
  acled: null,
  tells: null,
  predicates: { verb: [], noun: [], adjective: [], pattern: [] },
  roles: { actor: ['subj'], recipient: ['obj'], mediator: [], place: [] },
  requires: [],
  excludes: [],
  content: [],
  contentStatus: null,
  status: null,
  reciprocal: false,
  priority: 0,
  examples: [],
  counterexamples: [],
  file: '',
  line: 0,
  ...fields,
});
