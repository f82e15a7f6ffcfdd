export declare const chromiumFlags: readonly string[];
/** Path of a Chromium executable. Throws with the remedy when there is none. */
export declare function findChromium(): string;
