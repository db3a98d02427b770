import picocolors from 'picocolors';

type Brush = (text: string) => string;

export interface Paint {
  readonly bold: Brush;
  readonly dim: Brush;
  readonly good: Brush;
  readonly bad: Brush;
  readonly open: Brush;
}

/** Colours, or none. */
export function createPaint(colour: boolean): Paint {
  const { bold, dim, green, red, yellow } = picocolors.createColors(colour);
  return { bold, dim, good: green, bad: red, open: yellow };
}
