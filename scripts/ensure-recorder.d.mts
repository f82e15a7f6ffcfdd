export declare const venvPython: string;
/** Returns the path of the environment's Python. Throws with the remedy when it cannot be made. */
export declare function ensureRecorder(): string;
