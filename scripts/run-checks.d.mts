export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface CheckRun {
  readonly name: string;
  readonly command: (command: string, args: readonly string[]) => Promise<boolean>;
}

export interface Check {
  readonly name: string;
  readonly cores: number;
  readonly after?: string;
  readonly run: (run: CheckRun) => Promise<Outcome>;
}

export interface EndedCheck {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: Outcome;
}

export function runChecks(checks: readonly Check[], options: { readonly cores: number; readonly folder: string }): Promise<EndedCheck[]>;
