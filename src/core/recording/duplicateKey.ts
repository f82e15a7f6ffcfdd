/**
 * First key that one object of a JSON text gives twice, or null. `JSON.parse` silently keeps the last of them, so a
 * crafted file could show one value to a validator and another to a reader.
 *
 * The text must already have passed `JSON.parse`; escapes are resolved, so `"a"` and `"\u0061"` are the same key.
 */
export function duplicateKey(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let expectKey = false;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x7b: // {
        open.push(new Set());
        expectKey = true;
        break;
      case 0x5b: // [
        open.push(null);
        expectKey = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        expectKey = false;
        break;
      case 0x2c: // ,
        expectKey = open[open.length - 1] instanceof Set;
        break;
      case 0x22: {
        const end = stringEnd(text, i);
        if (expectKey) {
          const keys = open[open.length - 1]!;
          const key = JSON.parse(text.slice(i, end)) as string;
          if (keys.has(key)) return key;
          keys.add(key);
          expectKey = false;
        }
        i = end - 1;
      }
    }
  }
  return null;
}

/** Index just past the string that opens at `start`. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i + 1;
  }
  return text.length;
}
