// The live flow: reports come by themselves, wait in the queue, are coded by threads, recorded and brought together.
export { type CodingPool, makeCodingPool, type PoolOptions } from './coding-pool.ts';
export type { LiveEvent, Tell } from './live-event.ts';
export { type LiveFlow, type LiveGathering, startLive } from './live-flow.ts';
export { readItem } from './read-item.ts';
export { makeReadingPool } from './reading-pool.ts';
export { BrokenResources } from './work-thread.ts';
