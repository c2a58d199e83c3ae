// The live flow: reports come by themselves, wait in the queue, are coded by threads, recorded and brought together.

export { type CodingPool, defaultThreads, makeCodingPool, type PoolOptions } from './coding-pool.ts';
export { BrokenResources } from './coding-thread.ts';
