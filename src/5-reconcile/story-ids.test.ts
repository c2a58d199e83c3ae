import { describe, expect, it } from 'vitest';
import { StoryIds } from './story-ids.ts';

describe('story ids', () => {
  it('number new stories in order', () => {
    const ids = new StoryIds();
    expect(ids.assign([['a', 'b'], ['c']])).toEqual(['s1', 's2']);
    expect(ids.changes).toEqual([]);
  });

  it('stay with most of the reports, whatever comes before them', () => {
    const ids = new StoryIds();
    ids.assign([['a', 'b'], ['c']]);
    expect(ids.assign([['early'], ['a', 'b', 'd'], ['c']])).toEqual(['s3', 's1', 's2']);
    expect(ids.changes).toEqual([{ kind: 'grown', story: 's1', from: ['s1'] }]);
  });

  it('record what merges and what splits', () => {
    const ids = new StoryIds();
    ids.assign([['a', 'b'], ['c']]);
    expect(ids.assign([['a', 'b', 'c']])).toEqual(['s1']);
    expect(ids.assign([['a', 'b'], ['c']])).toEqual(['s1', 's3']);
    expect(ids.changes).toEqual([
      { kind: 'merged', story: 's1', from: ['s1', 's2'] },
      { kind: 'split', story: 's3', from: ['s1'] },
    ]);
  });

  it('are never given again', () => {
    const ids = new StoryIds();
    ids.assign([['a'], ['b']]);
    ids.assign([['a', 'b']]);
    expect(ids.assign([['a', 'b'], ['c']])).toEqual(['s1', 's3']);
  });
});
