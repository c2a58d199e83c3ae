import { describe, expect, it } from 'vitest';
import type { Token } from '../schema/analysis.ts';
import { type FeatureSink, hashFeature, hashText, TYPER_CLASSES, Typer, type TyperWeights } from './typer.ts';

const CLASSES = TYPER_CLASSES.length;
const at = (type: (typeof TYPER_CLASSES)[number]): number => TYPER_CLASSES.indexOf(type);

/** Knows that "shell" is an assault, and nothing else but one word vector that lifts coercion. */
const weights = (): TyperWeights => {
  const features = new Int8Array(CLASSES);
  features[at('ASSAULT')] = 60;
  const projections = new Float32Array(5 * 2);
  projections[0] = 1;
  const output = new Float32Array(CLASSES);
  output[at('COERCE')] = 3;
  return {
    featureKeys: Int32Array.of(hashFeature('predicate', 'VERB:shell')),
    features,
    featureStep: 1 / 20,
    wordKeys: Int32Array.of(hashText('jailed')),
    words: Int8Array.of(100, 0),
    wordStep: 1 / 100,
    width: 2,
    projections,
    hiddenBias: new Float32Array(1),
    output,
    outputBias: new Float32Array(CLASSES),
    confidence: {},
    receiverKeys: Int32Array.of(7),
    receivers: Int8Array.of(-40),
    receiverStep: 0.05,
  };
};

const token = (form: string, lemma: string): Token =>
  ({
    form,
    lemma,
    start: 0,
    end: form.length,
    upos: 'VERB',
    xpos: 'VBD',
    feats: '',
    head: -1,
    deprel: 'root',
  }) as Token;

const predicate =
  (form: string, lemma: string) =>
  ({ feature, word }: FeatureSink): void => {
    feature('predicate', `VERB:${lemma}`);
    word('predicate', token(form, lemma));
  };

describe('Typer', () => {
  it('gives each class its share, and a feature that it knows moves it', () => {
    const p = new Typer(weights()).read(predicate('shelled', 'shell'));
    expect(p.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(p[at('ASSAULT')]).toBeGreaterThan(0.5);
  });

  it('reads a word that no feature names by its vector', () => {
    const p = new Typer(weights()).read(predicate('jailed', 'jail'));
    expect(p.indexOf(Math.max(...p))).toBe(at('COERCE'));
  });

  it('says nothing of words that it has never met', () => {
    const p = new Typer(weights()).read(predicate('zorbed', 'zorb'));
    expect(p[0]).toBeCloseTo(1 / CLASSES);
  });

  it('names the features that spoke for a type', () => {
    const [first] = new Typer(weights()).explain(predicate('shelled', 'shell'), 'ASSAULT');
    expect(first?.feature).toBe('predicate: VERB:shell');
    expect(first?.weight).toBeGreaterThan(2);
  });

  it('scores receivers by the features that it knows', () => {
    const { receivers } = new Typer(weights());
    expect(receivers.score([7, 8])).toBeCloseTo(-2);
    expect(receivers.score([8])).toBe(0);
  });
});
