/** The fields that the tabs of the export dialog share. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand/react';
import { useAnalysis } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { Select, Toggle } from '../ui/Field.tsx';
import { Hint } from '../ui/Text.tsx';
import { formatBytes } from '../ui/formatNumber.ts';
import { exportChoices, LARGE_BYTES } from './exportChoices.ts';
import * as styles from './exportDialog.module.css';
import type { ExportRunner } from './useExportRun.ts';

interface ExportFieldProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function ExportField({ label, children }: ExportFieldProps) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <div className={styles.value}>{children}</div>
    </div>
  );
}

interface NumberSelectProps<Value extends number> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly say: (value: Value) => string;
  readonly onChange: (value: Value) => void;
  readonly testId: string;
}

export function NumberSelect<Value extends number>({ label, values, value, say, onChange, testId }: NumberSelectProps<Value>) {
  return (
    <Select
      aria-label={label}
      data-testid={testId}
      value={value}
      onChange={(event) => {
        const chosen = values.find((candidate) => String(candidate) === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {values.map((choice) => (
        <option key={choice} value={choice}>
          {say(choice)}
        </option>
      ))}
    </Select>
  );
}

/** Asked only where a recording is so large that its hash takes a while, or much to download. */
export function HashChoice() {
  const hashLarge = useStore(exportChoices, (state) => state.hashLarge);
  const largest = useAnalysis((state) => state.slots.reduce((most, { value }) => Math.max(most, value?.info.byteLength ?? 0), 0));
  if (largest <= LARGE_BYTES) return null;
  return (
    <div className={styles.hash}>
      <Toggle checked={hashLarge} onChange={(checked) => exportChoices.setState({ hashLarge: checked })} testId="export-hash">
        Hash of the data
      </Toggle>
      <Hint>It proves later which data the export was made of. It reads the whole recording once: {formatBytes(largest)}.</Hint>
    </div>
  );
}

interface ExportSubmitProps {
  readonly runner: ExportRunner;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function ExportSubmit({ runner, disabled, onPress, children }: ExportSubmitProps) {
  const running = runner.run.status === 'running';
  return (
    <div className={styles.submit}>
      {/* A disabled button would lose the focus, and with it the keys of the dialog. */}
      <Button kind="primary" data-testid="export-run" disabled={disabled} aria-disabled={running} onClick={() => !running && onPress()}>
        {children}
      </Button>
    </div>
  );
}
