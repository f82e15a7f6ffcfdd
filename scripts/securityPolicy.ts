/**
 * The Content-Security-Policy of the built page, source by source. It is written into every HTML page of a build
 * (contentSecurityPolicy.ts) and sent as a header by `npm start`; docs/hosting.md lists it for other hosts, and
 * docs/security.md says what it is for.
 */

/**
 * The two style elements that react-aria writes by itself, allowed by their content and by nothing else: `touch-action`
 * of what can be pressed, and the lock of the page behind a dialog on iOS. tests/scripts/securityPolicy.test.ts holds
 * the hashes against the library's source.
 */
export const REACT_ARIA_STYLES: readonly string[] = [
  `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`,
  `@layer {
  * {
    overscroll-behavior: contain;
  }
}`,
];

/** Directive to sources; style hashes are added by `policyText`. Order is that of the text. */
const directives: readonly (readonly [name: string, ...sources: string[]])[] = [
  ['default-src', "'none'"],
  // WebAssembly is compiled from the build's own files; this opens neither eval nor new Function.
  ['script-src', "'self'", "'wasm-unsafe-eval'"],
  ['style-src', "'self'"],
  // Pictures drawn in the page pass through blob: and data: addresses on their way to a PNG.
  ['img-src', "'self'", 'data:', 'blob:'],
  ['font-src', "'self'"],
  ['worker-src', "'self'"],
  ['manifest-src', "'self'"],
  // A reader may open a recording from any address; nothing else is ever fetched.
  ['connect-src', "'self'", 'https:', 'http:'],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['object-src', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', 'default'],
];

/** The policy as text, given the SHA-256 (base64) of each style element allowed. */
export function policyText(styleHashes: readonly string[]): string {
  return directives
    .map(([name, ...sources]) => [name, ...sources, ...(name === 'style-src' ? styleHashes.map((hash) => `'sha256-${hash}'`) : [])].join(' '))
    .join('; ');
}
