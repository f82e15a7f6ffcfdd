/** Pictures as plain trees that are written as XML: the only way text from a recording gets into a file of markup. */

export interface MarkupElement {
  readonly name: string;
  /** Left out where undefined. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly MarkupNode[];
}

/** A string is text. */
export type MarkupNode = MarkupElement | string;

export function element(name: string, attributes: MarkupElement['attributes'], ...children: readonly MarkupNode[]): MarkupElement {
  return { name, attributes, children };
}

/** Characters that XML 1.0 has no way to write. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

export function escapeText(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>]/g, (mark) => ENTITIES[mark]!);
}

export function escapeAttribute(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"\n\r\t]/g, (mark) => ENTITIES[mark]!);
}

/** Names of elements and attributes come from this program; every text and value is escaped. */
export function writeMarkup(node: MarkupNode): string {
  if (typeof node === 'string') return escapeText(node);
  const { name, attributes, children } = node;
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>${children.map(writeMarkup).join('')}</${name}>`;
}

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A picture of its own, in user units. */
export function svgDocument(width: number, height: number, children: readonly MarkupNode[], attributes: MarkupElement['attributes'] = {}): string {
  return writeMarkup(element('svg', { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, ...attributes }, ...children));
}
