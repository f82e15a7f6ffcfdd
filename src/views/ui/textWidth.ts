/** The width of a text as the browser would draw it. */
const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** Width in pixels of a text in a CSS font, measured once. */
export function textWidth(text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = font;
  const width = context.measureText(text).width;
  widths.set(key, width);
  return width;
}
