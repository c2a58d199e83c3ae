// Work that goes on side by side -> its results in the order in which it was begun, as many at a time as are ready.

/** One piece of work under way: it ends with data, whatever happens. */
export interface UnderWay<T> {
  readonly result: Promise<T>;
  /** What it holds in memory meanwhile, in units of the caller. */
  readonly size: number;
}

export interface InOrderLimits {
  /** Pieces under way, and their sizes together; one that is larger is under way alone. */
  readonly pieces: number;
  readonly size: number;
}

interface Place<T> {
  readonly piece: UnderWay<T>;
  ended: { readonly value: T } | null;
}

/** More is begun only where what stands first is not ready. */
export async function* readyInOrder<T>(
  work: AsyncIterable<UnderWay<T>>,
  { pieces, size }: InOrderLimits,
): AsyncGenerator<T[]> {
  const source = work[Symbol.asyncIterator]();
  const line: Place<T>[] = [];
  let held = 0;
  let isOver = false;
  let coming: Promise<void> | null = null;
  const take = async (): Promise<void> => {
    const next = await source.next();
    coming = null;
    if (next.done === true) {
      isOver = true;
      return;
    }
    const place: Place<T> = { piece: next.value, ended: null };
    held += place.piece.size;
    line.push(place);
    place.piece.result.then(
      value => {
        place.ended = { value };
      },
      // thrown where its turn comes
      () => {},
    );
  };
  try {
    while (!isOver || line.length > 0) {
      const ready: T[] = [];
      while (line[0]?.ended) {
        const { ended, piece } = line.shift() as Place<T>;
        held -= piece.size;
        ready.push((ended as { value: T }).value);
      }
      if (ready.length > 0) yield ready;
      else {
        const first = line[0]?.piece.result;
        if (!isOver && line.length < pieces && (held < size || !first)) coming ??= take();
        await Promise.race([coming, first].filter(each => each));
      }
    }
  } finally {
    // what is being read may take for ever: a pipe in which nothing comes
    const closing = Promise.resolve(coming)
      .catch(() => {})
      .then(() => source.return?.());
    if (coming === null) await closing;
  }
}
