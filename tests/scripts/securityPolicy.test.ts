import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { policy, securityHeaders, withPolicy } from '../../scripts/contentSecurityPolicy.ts';
import { REACT_ARIA_STYLES } from '../../scripts/securityPolicy.ts';

const library = (file: string) => readFileSync(path.resolve('node_modules/react-aria/dist/private', file), 'utf8');

it('allows exactly the style elements that the library writes, by their text', () => {
  const written = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'].map((file) => {
    const source = library(file);
    const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1] ?? '';
    const text = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source.replace(/\s*\.trim/g, '.trim'))?.[1] ?? '';
    return text.replace(/\$\{[^}]*\}/, attribute).trim();
  });
  expect(written).toEqual(REACT_ARIA_STYLES);
});

it('forbids by default and names no wildcard, no inline code and no eval', () => {
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/\*|'unsafe-inline'|'unsafe-eval'|'strict-dynamic'/);
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
});

it('adds what a <meta> element cannot say to the header', () => {
  expect(securityHeaders['Content-Security-Policy']).toBe(`${policy}; frame-ancestors 'self'`);
});

it('puts the policy before everything that loads, and refuses a page without a charset', () => {
  const html = withPolicy('<head>\n<meta charset="utf-8" />\n<script src="a.js"></script></head>');
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
  expect(() => withPolicy('<head></head>')).toThrow(/charset/);
});

it('is the policy that docs/hosting.md shows', () => {
  expect(readFileSync('docs/hosting.md', 'utf8')).toContain(securityHeaders['Content-Security-Policy']!);
});
