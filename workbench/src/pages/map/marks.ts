// The marks of places as images: a form and colour for each quad class that is there, a small ring for what is no point.
import { QUAD_CLASSES, type QuadClass } from '../../../../src/schema/plover.ts';
import { colour } from '../../look/colour.ts';

/** Two pixels of these are one on the screen. */
export const MARK_RATIO = 2;

const FORMS: Readonly<Record<QuadClass, { colour: `--${string}`; isRound: boolean; isFilled: boolean }>> = {
  verbalCooperation: { colour: '--verbal-cooperation', isRound: true, isFilled: false },
  materialCooperation: { colour: '--material-cooperation', isRound: true, isFilled: true },
  verbalConflict: { colour: '--verbal-conflict', isRound: false, isFilled: false },
  materialConflict: { colour: '--material-conflict', isRound: false, isFilled: true },
};

const CELL = 24;
const FORM = 14;
const LINE = 4;

type Draw = OffscreenCanvasRenderingContext2D;

const canvasOf = (width: number, height: number): Draw => {
  const draw = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (draw === null) throw new Error('no canvas to draw marks on');
  return draw;
};

const imageOf = (draw: Draw): ImageData => draw.getImageData(0, 0, draw.canvas.width, draw.canvas.height);

/** The same forms as beside the tables: round and square, open and filled. */
const drawForm = (draw: Draw, quad: QuadClass, x: number, y: number): void => {
  const { colour: token, isRound, isFilled } = FORMS[quad];
  draw.beginPath();
  if (isRound) draw.arc(x + CELL / 2, y + CELL / 2, FORM / 2, 0, 2 * Math.PI);
  else draw.rect(x + (CELL - FORM) / 2, y + (CELL - FORM) / 2, FORM, FORM);
  draw.fillStyle = colour(isFilled ? token : '--paper');
  draw.fill();
  draw.lineWidth = LINE;
  draw.strokeStyle = colour(token);
  draw.stroke();
};

/** The classes of a place, two by two. */
const drawForms = (quads: number): ImageData => {
  const there = QUAD_CLASSES.filter((_, bit) => (quads & (2 ** bit)) > 0);
  const draw = canvasOf(CELL * Math.min(2, there.length), CELL * Math.ceil(there.length / 2));
  for (const [at, quad] of there.entries()) drawForm(draw, quad, CELL * (at % 2), CELL * Math.floor(at / 2));
  return imageOf(draw);
};

/** Dashed for a region, as its ring is where there is room for it. */
const drawRing = (isRegion: boolean): ImageData => {
  const draw = canvasOf(CELL, CELL);
  draw.beginPath();
  draw.arc(CELL / 2, CELL / 2, CELL / 2 - 2, 0, 2 * Math.PI);
  draw.lineWidth = 3;
  draw.strokeStyle = colour('--ink-soft');
  if (isRegion) draw.setLineDash([6, 4]);
  draw.stroke();
  return imageOf(draw);
};

/** By name, as the layers ask for them: `quads-9`, `ring-3`. */
export const drawMark = (name: string): ImageData => {
  const [, kind, value] = /^(quads|ring)-(\d+)$/.exec(name) ?? [];
  if (kind === undefined) throw new Error(`no mark of the map: "${name}"`);
  return kind === 'ring' ? drawRing(value === '3') : drawForms(Number(value));
};
