// Words, and runs of them, as numbers: collisions of 53 bits are too rare to matter to what stage 5 compares.

export const keyOf = (words: readonly string[]): number => {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b);
    }
    low = Math.imul(low ^ 32, 0x01000193);
    high = Math.imul(high ^ (high >>> 13), 0x85ebca6b);
  }
  return (low >>> 0) + (high & 0x1fffff) * 0x1_0000_0000;
};
