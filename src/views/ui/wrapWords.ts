/**
 * Breaks a text into lines between its words: at most `most` lines of at most `width` pixels; the last one ends in an ellipsis
 * where the text goes on. A single word that is too wide stays whole.
 *
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
