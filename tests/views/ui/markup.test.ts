import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, svgDocument, writeMarkup, type MarkupElement, type MarkupNode } from '../../../src/views/ui/markup.ts';

/** Reads the XML that is written here, strictly: throws on anything that is not well formed. */
function parse(xml: string): MarkupNode[] {
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at} of ${xml}`);
  };
  const unescape = (text: string): string => {
     
    if (/[<\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&(?!(lt|gt|amp|quot|#10|#13|#9);)|\p{Surrogate}/u.test(text)) fail('an unescaped character');
    const marks: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#10': '\n', '#13': '\r', '#9': '\t' };
    return text.replace(/&([^;]+);/g, (_, name: string) => marks[name]!);
  };
  const children = (closing: string | null): MarkupNode[] => {
    const found: MarkupNode[] = [];
    while (at < xml.length) {
      if (xml[at] !== '<') {
        const end = xml.indexOf('<', at);
        const stop = end === -1 ? xml.length : end;
        found.push(unescape(xml.slice(at, stop)));
        at = stop;
        continue;
      }
      if (xml.startsWith('</', at)) {
        if (closing === null || !xml.startsWith(`</${closing}>`, at)) fail('a tag that closes nothing');
        at += closing!.length + 3;
        return found;
      }
      const tag = /^<([a-zA-Z]+)((?: [\w:-]+="[^"]*")*)(\/?)>/.exec(xml.slice(at)) ?? fail('a broken tag');
      at += tag[0].length;
      const attributes = Object.fromEntries([...tag[2]!.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, unescape(value!)]));
      found.push({ name: tag[1]!, attributes, children: tag[3] === '/' ? [] : children(tag[1]!) });
    }
    if (closing !== null) fail('a tag that is not closed');
    return found;
  };
  return children(null);
}

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<script>alert(1)</script>', '"><image href=x onerror=y>', '&amp;', ']]>', '<!--', '\u0000\u001b', '\ud800', 'a\nb\tc'));
/** What XML cannot say is said by the replacement character. */
 
const sayable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');

describe('markup', () => {
  it('is well formed and says the same, whatever its texts and values', () => {
    fc.assert(
      fc.property(anything, anything, (label, value) => {
        fc.pre(label !== '');
        const [svg] = parse(writeMarkup(element('text', { 'data-a': value, x: 1.5, none: undefined }, label)));
        expect(svg).toEqual({ name: 'text', attributes: { 'data-a': sayable(value), x: '1.5' }, children: [sayable(label)] });
      }),
      { numRuns: 500 },
    );
  });

  it('makes no element of a label', () => {
    const [svg] = parse(svgDocument(10, 20, [element('text', {}, '<script>alert(1)</script>')], { width: 30 }));
    expect(svg).toMatchObject({ name: 'svg', attributes: { width: '30', height: '20', viewBox: '0 0 10 20' } });
    expect((svg as MarkupElement).children).toHaveLength(1);
  });
});
