import { expect, it } from 'vitest';
import { installTrustedTypes, trustedTypeRules } from '../../src/app/trustedTypes.ts';

const rules = trustedTypeRules('https://host.example/a/b/index.html?recording=x#v=1');

it('starts code from the folder of the page, however the address is written', () => {
  expect(rules.createScriptURL('./assets/analysis.worker-abc.js')).toBe('https://host.example/a/b/assets/analysis.worker-abc.js');
  expect(rules.createScriptURL('https://host.example/a/b/sw.js')).toBe('https://host.example/a/b/sw.js');
});

it.each(['https://elsewhere.example/a/b/w.js', '../w.js', '/w.js', 'data:text/javascript,1', 'blob:https://host.example/1', 'javascript:1', 'https://host.example.evil/a/b/w.js'])(
  'refuses code from %s',
  (url) => {
    expect(() => rules.createScriptURL(url)).toThrow(TypeError);
  },
);

it('makes no markup from text, and lets an element be emptied', () => {
  expect(() => rules.createHTML('<img src=x onerror=alert(1)>')).toThrow(/img/);
  expect(rules.createHTML('')).toBe('');
});

it('does nothing where the browser has no Trusted Types', () => {
  expect(() => installTrustedTypes({}, 'https://host.example/')).not.toThrow();
});
