/** One line of an edge list, taken apart. */

export type LineReading =
  | { readonly ends: readonly [string, string]; readonly arrow: boolean }
  | { readonly fault: string };

/** null for a line without an edge. @param isNode tells where a name with spaces ends */
export function lineEnds(whole: string, isNode: (name: string) => boolean): LineReading | null {
  const parts = tokens(whole);
  if (parts === null) return { fault: 'A quotation mark is not closed.' };
  if (parts.length === 0) return null;
  const arrow = parts.some(({ kind }) => kind === 'arrow');
  const marks = parts.filter(({ kind }) => kind !== 'word');
  if (marks.length > 1) return { fault: 'Expected two nodes, and no more than one mark between them.' };
  const [mark] = marks;
  if (mark !== undefined) {
    const at = parts.indexOf(mark);
    return pair([joined(parts.slice(0, at)), joined(parts.slice(at + 1))], arrow);
  }
  if (parts.length <= 2) return pair([parts[0]!.text, parts[1]?.text ?? ''], false);
  const splits = parts.slice(1).map((_, i): readonly [string, string] => [joined(parts.slice(0, i + 1)), joined(parts.slice(i + 1))]);
  const fitting = splits.filter(([from, to]) => isNode(from) && isNode(to));
  if (fitting.length === 1) return pair(fitting[0]!, false);
  return { fault: `Expected two nodes, found ${parts.length} words. Put a comma between the nodes.` };
}

function pair(ends: readonly [string, string], arrow: boolean): LineReading {
  return ends[0] === '' || ends[1] === '' ? { fault: 'Expected two nodes, found one.' } : { ends, arrow };
}

interface Token {
  readonly kind: 'word' | 'arrow' | 'mark';
  readonly text: string;
}

function joined(parts: readonly Token[]): string {
  return parts.map(({ text }) => text).join(' ');
}

const TOKEN = /(\s+)|((?:#|\/\/).*)|"((?:[^"]|"")*)"|(->|→|[,;]|(?:--|[-–—])(?=\s|$))|((?:(?!->|→)[^\s",;#])+)/uy;

/** Words, quoted or not, and the marks between them, up to a comment; null where a quotation does not end. */
function tokens(line: string): Token[] | null {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const match = TOKEN.exec(line);
    if (match === null) return null;
    const [, space, comment, quoted, mark, word] = match;
    if (comment !== undefined) break;
    if (quoted !== undefined) found.push({ kind: 'word', text: quoted.replace(/""/g, '"') });
    else if (mark !== undefined) found.push({ kind: mark === '->' || mark === '→' ? 'arrow' : 'mark', text: mark });
    else if (space === undefined) found.push({ kind: 'word', text: word! });
  }
  return found;
}
