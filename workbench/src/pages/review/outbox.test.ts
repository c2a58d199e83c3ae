import { expect, test } from 'vitest';
import type { Decision } from '../../../../src/schema/decision.ts';
import { deliver, type Proposed, type Sent, type Wire } from './outbox.ts';

const PROPOSED: Proposed = {
  key: 'k1',
  by: 'ana',
  action: 'reject',
  target: 'e1',
  reason: 'copied from an older war',
  after: 'd3',
  wasSent: false,
};
const decision = (id: string, fields: Partial<Decision> = {}): Decision => ({
  id,
  at: '2026-01-01T00:00:00Z',
  by: 'ana',
  target: 'e1',
  action: 'reject',
  before: null,
  after: null,
  reason: 'copied from an older war',
  ...fields,
});

const wire = (made: readonly Decision[], answer: Sent): Wire & { sent: number } => {
  const self = {
    sent: 0,
    send: async () => {
      self.sent++;
      return answer;
    },
    decisionsOn: async () => made,
  };
  return self;
};
const MADE: Sent = { kind: 'made', decision: decision('d4') };

test('a first sending asks for nothing', async () => {
  const server = wire([decision('d4')], MADE);
  expect(await deliver(PROPOSED, server)).toEqual(MADE);
  expect(server.sent).toBe(1);
});

test('a decision whose answer was lost is not made twice', async () => {
  const server = wire([decision('d4')], MADE);
  expect(await deliver({ ...PROPOSED, wasSent: true }, server)).toEqual(MADE);
  expect(server.sent).toBe(0);
});

test('an older decision of the same words is another one', async () => {
  const server = wire([decision('d2')], MADE);
  await deliver({ ...PROPOSED, wasSent: true }, server);
  expect(server.sent).toBe(1);
});
