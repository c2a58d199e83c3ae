// What grouping into stories needs of a report without its words, as bytes that a store can keep.
export interface Sketch {
  readonly id: string;
  readonly contentHash: string;
  readonly publishedAt: string | null;
  /** Keys of features (8 bytes each), then counts (4), then name and prior share (1). */
  readonly features: Uint8Array;
  /** Keys (8 bytes each), then weights (4), the strongest first. */
  readonly vector: Uint8Array;
}

/** What likeness is told by. */
export type WeighedSketch = Pick<Sketch, 'publishedAt' | 'vector'>;
