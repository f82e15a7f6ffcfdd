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

// Breaks a text into lines between its words.

/**
 * At most `most` lines of at most `width` pixels; the last one ends in an ellipsis where the text goes on. A single word
 * that is too wide stays whole.
 * @param measure width of a text in pixels
 */
export function wrapWords(text: string, width: number, most: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  const words = text.split(/\s+/).filter((word) => word !== '');
  let line = '';
  for (const [i, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) return [...lines, shortened([line, ...words.slice(i)].join(' '), width, measure)];
    lines.push(line);
    line = word;
  }
  return line === '' ? lines : [...lines, line];
}

/** The text up to where an ellipsis still fits. */
function shortened(text: string, width: number, measure: (text: string) => number): string {
  let end = text.length;
  while (end > 1 && measure(`${text.slice(0, end).trimEnd()}…`) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}
