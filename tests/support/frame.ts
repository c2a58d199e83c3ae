// A frame of the codebook for tests: a plain assault of subject on object, and what the test says besides.
import { bareFrame, type Frame } from '../../src/schema/codebook.ts';

export const buildFrame = (id: string, fields: Partial<Frame> = {}): Frame => ({
  ...bareFrame(id, 'ASSAULT'),
  roles: { actor: ['subj'], recipient: ['obj'], mediator: [], place: [] },
  ...fields,
});
