import { expect, test } from 'vitest';
import { parseEntities } from '../train/names-treebank.ts';
import { bestAssignment, goldChains, scoreChains } from './coreference.ts';

test('the worked example of Pradhan et al. 2014: MUC 0.40, B-cubed 0.46, CEAF-e 0.52', () => {
  const score = scoreChains([
    {
      gold: [
        ['a', 'b', 'c'],
        ['d', 'e', 'f', 'g'],
      ],
      system: [
        ['a', 'b'],
        ['c', 'd'],
        ['f', 'g', 'h', 'i'],
      ],
    },
  ]);
  expect(score.muc.f1).toBeCloseTo(40, 1);
  expect(score.bCubed.f1).toBeCloseTo(45.7, 0);
  expect(score.ceafE.f1).toBeCloseTo(52, 0);
});

test('singletons count on neither side', () => {
  const score = scoreChains([{ gold: [['a', 'b'], ['c']], system: [['a', 'b'], ['d']] }]);
  expect(score.conll).toBeCloseTo(100);
});

test('the assignment with the largest sum is found', () => {
  expect(
    bestAssignment(
      [
        [1, 9, 3],
        [8, 9, 2],
      ],
      3,
    ),
  ).toBe(17);
});

test("entities of a treebank's brackets become chains by their heads", () => {
  const [document] = parseEntities(
    [
      '# newdoc id = GUM_news_x',
      '# newpar',
      '# text = The mayor sold his car.',
      '1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-a-b-2-coref',
      '2\tmayor\tmayor\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=1)',
      '3\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_',
      '4\this\this\tPRON\tPRP$\t_\t5\tnmod:poss\t_\tEntity=(2-object-new-a-b-2-sgl(1-person-giv-a-b-1-ana)',
      '5\tcar\tcar\tNOUN\tNN\t_\t3\tobj\t_\tEntity=2)|SpaceAfter=No',
      '6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_',
      '',
    ].join('\n'),
  );
  expect(document?.text.trim()).toBe('The mayor sold his car.');
  expect(document && goldChains(document)).toEqual([['4', '15'], ['19']]);
});
