export interface PythonEnvironment {
  readonly folder: string;
  readonly wanted: string;
  readonly installs: readonly (readonly string[])[];
  readonly oldest: readonly [major: number, minor: number];
}
export declare function pythonIn(folder: string): string;
/** Returns the path of the environment's Python. Throws with the remedy when it cannot be made. */
export declare function ensurePython(environment: PythonEnvironment): string;
