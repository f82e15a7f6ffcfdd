/** Levels, and objects and arrays, of a JSON text, counted without building any; the text may be malformed. */
export function jsonStructure(text: string): { readonly depth: number; readonly containers: number } {
  let level = 0;
  let depth = 0;
  let containers = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = closingQuote(text, i);
    else if (code === 0x5b || code === 0x7b) {
      containers++;
      depth = Math.max(depth, ++level);
    } else if (code === 0x5d || code === 0x7d) level--;
  }
  return { depth, containers };
}

/** The first NaN or Infinity written as a bare word, which Python's json writes and JSON does not have; or null. */
export function bareNonFinite(text: string): string | null {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = closingQuote(text, i);
    else if (code === 0x4e && text.startsWith('NaN', i)) return 'NaN';
    else if (code === 0x49 && text.startsWith('Infinity', i)) return text.charCodeAt(i - 1) === 0x2d ? '-Infinity' : 'Infinity';
  }
  return null;
}

/** Index of the quote that closes the string opened at `start`, or the text's length. */
function closingQuote(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i;
  }
  return text.length;
}
