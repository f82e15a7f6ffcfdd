/**
 * The Python literals of a .npy header, read without running anything: strings, decimal integers, True, False, None,
 * tuples, lists and dictionaries with string keys. Floats, arithmetic, names and calls are refused.
 */
import { MAX_LITERAL_DEPTH } from './limits.ts';

export type PythonLiteral = string | number | boolean | null | readonly PythonLiteral[] | ReadonlyMap<string, PythonLiteral>;

/** The one literal that `text` is, surrounding white space aside; undefined where it is anything else. */
export function parsePythonLiteral(text: string): PythonLiteral | undefined {
  try {
    const parser = new Parser(text);
    const value = parser.value(0);
    return parser.atEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NotALiteral) return undefined;
    throw error;
  }
}

class NotALiteral extends Error {}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([['True', true], ['False', false], ['None', null]]);

class Parser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): PythonLiteral {
    if (depth > MAX_LITERAL_DEPTH) throw new NotALiteral();
    const next = this.peek();
    if (next === '{') return this.dictionary(depth);
    if (next === '(') return this.sequence(')', depth);
    if (next === '[') return this.sequence(']', depth);
    if (next === "'" || next === '"') return this.string();
    const word = this.match(/(?:True|False|None)\b|-?(?:0|[1-9]\d{0,24})L?(?![\w.])/y);
    const constant = WORDS.get(word);
    return constant === undefined ? Number(word.replace(/L$/, '')) + 0 : constant;
  }

  atEnd(): boolean {
    this.skipSpace();
    return this.at === this.text.length;
  }

  private dictionary(depth: number): ReadonlyMap<string, PythonLiteral> {
    const entries = new Map<string, PythonLiteral>();
    this.expect('{');
    while (this.peek() !== '}') {
      const key = this.string();
      if (entries.has(key)) throw new NotALiteral();
      this.expect(':');
      entries.set(key, this.value(depth + 1));
      if (this.peek() !== '}') this.expect(',');
    }
    this.expect('}');
    return entries;
  }

  private sequence(close: ')' | ']', depth: number): PythonLiteral {
    const items: PythonLiteral[] = [];
    let commas = 0;
    this.at++;
    while (this.peek() !== close) {
      items.push(this.value(depth + 1));
      if (this.peek() === close) break;
      this.expect(',');
      commas++;
    }
    this.expect(close);
    // Parentheses around one value without a comma are no tuple.
    return close === ')' && items.length === 1 && commas === 0 ? items[0]! : items;
  }

  /** Escapes are kept as written: only field names, which nothing here shows, ever hold any. */
  private string(): string {
    this.skipSpace();
    const quoted = this.match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y);
    return quoted.slice(1, -1);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new NotALiteral();
    this.at += found.length;
    return found;
  }

  private peek(): string {
    this.skipSpace();
    return this.text.charAt(this.at);
  }

  private expect(character: string): void {
    if (this.peek() !== character) throw new NotALiteral();
    this.at++;
  }

  private skipSpace(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text.charAt(this.at))) this.at++;
  }
}
