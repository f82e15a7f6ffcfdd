/** Vite plugin: writes the Content-Security-Policy into every HTML page of a build, and sends it from `vite preview`. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { policyText, REACT_ARIA_STYLES } from './securityPolicy.ts';

const CHARSET = '<meta charset="utf-8" />';

export const policy = policyText(REACT_ARIA_STYLES.map((style) => createHash('sha256').update(style).digest('base64')));

/** What a host should send with every file; `frame-ancestors` has no effect in a <meta> element. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${policy}; frame-ancestors 'self'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** `html` with the policy directly behind its charset, before anything that could load. Throws where there is no charset. */
export function withPolicy(html: string): string {
  if (!html.includes(CHARSET)) throw new Error(`A page without ${CHARSET}: the policy goes directly behind it.`);
  return html.replace(CHARSET, `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <meta name="referrer" content="no-referrer" />`);
}

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'contextscope-content-security-policy',
    config: () => ({ preview: { headers: { ...securityHeaders } } }),
    // While developing, the page needs the inline scripts of hot reloading.
    transformIndexHtml: { order: 'post', handler: (html, { server }) => (server === undefined ? withPolicy(html) : html) },
  };
}
