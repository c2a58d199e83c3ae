// How well articles are found in pages: shapes of pages written for the project, scored (docs/gather.md has the figures).
import { beforeAll, describe, expect, it } from 'vitest';
import { type PageScore, pageNames, scorePage } from './score-pages.ts';

describe('pages', () => {
  const scores: PageScore[] = [];
  beforeAll(async () => {
    for (const name of pageNames()) scores.push(await scorePage(name));
    const sum = (read: (score: PageScore) => number): number =>
      scores.reduce((all, score) => all + read(score), 0);
    const wanted = sum(score => score.expected);
    const extra = sum(score => score.extra.length);
    const found = wanted - sum(score => score.missed.length);
    process.stdout.write(
      `pages: ${scores.length}; paragraphs right ${found} of ${wanted}, ${extra} too many; dates right ${sum(score => Number(score.isDateRight))}; other fields wrong ${sum(score => score.wrong.length)}\n`,
    );
  });

  it('have their paragraphs found, and no others, in 97 of 100', () => {
    const wanted = scores.reduce((sum, { expected, extra }) => sum + expected + extra.length, 0);
    const missed = scores.reduce((sum, score) => sum + score.missed.length + score.extra.length, 0);
    expect(scores.length).toBeGreaterThanOrEqual(40);
    expect(1 - missed / wanted).toBeGreaterThanOrEqual(0.97);
  });

  it('leave no boilerplate in a report', () => {
    expect(scores.filter(({ boilerplate }) => boilerplate.length > 0)).toEqual([]);
  });

  it('are dated rightly in 95 of 100', () => {
    expect(scores.filter(({ isDateRight }) => isDateRight).length / scores.length).toBeGreaterThanOrEqual(
      0.95,
    );
  });

  it('have title, byline, outlet and language read rightly in 95 of 100', () => {
    const wrong = scores.reduce((sum, score) => sum + score.wrong.length, 0);
    expect(wrong / (scores.length * 5)).toBeLessThanOrEqual(0.05);
  });
});
