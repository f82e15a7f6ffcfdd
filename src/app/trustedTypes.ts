/**
 * The page's one Trusted Types policy. Where the browser enforces them, no text becomes markup or code, and a worker
 * starts from the build's own folder or not at all.
 */

interface TrustedTypePolicyRules {
  readonly createHTML: (text: string) => string;
  readonly createScriptURL: (url: string) => string;
}

export interface TrustedTypesHost {
  readonly trustedTypes?: { createPolicy(name: 'default', rules: TrustedTypePolicyRules): unknown };
}

/** Rules for the folder at `base`, an absolute address. Both throw TypeError with the text they refuse. */
export function trustedTypeRules(base: string): TrustedTypePolicyRules {
  const folder = new URL('./', base).href;
  return {
    createHTML(text) {
      // react-aria empties its announcer by assigning the empty string.
      if (text === '') return text;
      throw new TypeError(`Markup from text is not allowed: ${text.slice(0, 60)}`);
    },
    createScriptURL(url) {
      const { href } = new URL(url, base);
      if (href.startsWith(folder)) return href;
      throw new TypeError(`Code may only come from ${folder}, not from ${href.slice(0, 200)}`);
    },
  };
}

/** Installs the policy; does nothing where the browser has no Trusted Types. */
export function installTrustedTypes(host: TrustedTypesHost, base: string): void {
  host.trustedTypes?.createPolicy('default', trustedTypeRules(base));
}
