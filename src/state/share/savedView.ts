/**
 * A view in a file, `contextscope-view/1`: what the address would say, and which recordings it was made of, each with the
 * hash of its bytes (docs/views.md). What is read is untrusted: bounded, parsed strictly, shown as text.
 */
import * as z from 'zod/mini';
import '../../core/recording/zodWithoutEval.ts';
import { duplicateKey } from '../../core/recording/duplicateKey.ts';
import type { Failure } from '../../worker/failure.ts';
import { customGraphFault, MAX_CUSTOM_EDGES, MAX_CUSTOM_GRAPHS, MAX_CUSTOM_NODES, type CustomGraph } from '../graphs/customGraphs.ts';
import { MAX_SAVED_VIEW } from './savedViewFile.ts';
import { SOFTWARE } from '../base/softwareVersion.ts';
import { decodeView, encodeView } from '../view/urlCodec.ts';
import type { ViewState } from '../view/viewFields.ts';
import { MAX_PANELS } from '../view/panelSpec.ts';

export const SAVED_VIEW_FORMAT = 'contextscope-view/1';

const text = (min: number, max: number) => z.string().check(z.minLength(min), z.maxLength(max));
const between = (min: number, max: number) => z.number().check(z.minimum(min), z.maximum(max));
const point = z.tuple([between(-1, 1), between(-1, 1)]);
const node = z.int().check(z.minimum(0), z.maximum(MAX_CUSTOM_NODES - 1));

const recording = z.strictObject({
  id: text(1, 2000),
  name: text(1, 1000),
  bytes: z.int().check(z.minimum(0)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  title: text(0, 200),
  model: text(0, 500),
});

const graph = z
  .strictObject({
    id: text(0, 60),
    title: text(0, 80),
    directed: z.boolean(),
    nodes: z.int(),
    words: text(0, 8),
    edges: z.array(z.tuple([node, node])).check(z.maxLength(MAX_CUSTOM_EDGES)),
    layout: z.nullable(z.array(point).check(z.maxLength(MAX_CUSTOM_NODES))),
  })
  .check(
    z.superRefine((value, context) => {
      const fault = customGraphFault(value);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    }),
  );

const savedView = z.strictObject({
  format: z.literal(SAVED_VIEW_FORMAT),
  software: text(0, 200),
  created: text(0, 40),
  view: text(0, 8000).check(z.startsWith('#')),
  recordings: z.array(recording).check(z.minLength(1), z.maxLength(MAX_PANELS)),
  graphs: z.array(graph).check(z.maxLength(MAX_CUSTOM_GRAPHS)),
});

/** A recording of a saved view, as it was when the view was saved. */
export interface SavedRecording {
  /** Under which the view names it. */
  readonly id: string;
  /** Of the file, or the last part of its address. */
  readonly name: string;
  readonly bytes: number;
  /** Of the whole file, 64 lowercase hexadecimal digits. */
  readonly sha256: string;
  readonly title: string;
  readonly model: string;
}

export interface SavedView {
  readonly recordings: readonly SavedRecording[];
  readonly view: ViewState;
}

export type SavedViewReading = { readonly ok: true; readonly saved: SavedView } | { readonly ok: false; readonly failure: Failure };

/** The file's text. The theme is the reader's and not the view's. */
export function writeSavedView({ view, recordings }: SavedView, created: Date): string {
  const { customGraphs } = view;
  const file = {
    format: SAVED_VIEW_FORMAT,
    software: `${SOFTWARE.name} ${SOFTWARE.version}`,
    created: created.toISOString(),
    view: encodeView({ ...view, theme: 'system', customGraphs: [] }),
    recordings,
    graphs: customGraphs,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function readSavedView(json: string, file: string): SavedViewReading {
  const refuse = (code: Failure['code'], field: string | null, message: string): SavedViewReading => ({
    ok: false,
    failure: { code, file, field, message, remedy: 'Save the view again, or ask whoever sent it to.' },
  });
  if (json.length > MAX_SAVED_VIEW) return refuse('too-large', null, `A saved view holds at most ${MAX_SAVED_VIEW} characters; this file holds ${json.length}.`);
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('wrong-format', null, 'The file is not sound JSON: it seems to have been cut off or changed.');
  }
  const twice = duplicateKey(json);
  if (twice !== null) return refuse('invalid', twice.slice(0, 60), 'The file gives one of its fields twice.');
  const parsed = savedView.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || null;
    const version = field === 'format';
    const message = `The file is no ${SAVED_VIEW_FORMAT}: ${field ?? 'it'}: ${(issue?.message ?? 'invalid').slice(0, 200)}.`;
    return refuse(version ? 'unknown-version' : 'invalid', field, message);
  }
  const { recordings, graphs, view: hash } = parsed.data;
  const { view, problems } = decodeView(hash);
  const [problem] = problems;
  if (problem !== undefined) return refuse('invalid', 'view', `The view cannot be read: ${problem.field}=${problem.value}.`);
  const missing = view.panels.find(({ recordingId }) => !recordings.some(({ id }) => id === recordingId));
  if (view.panels.length === 0 || missing !== undefined) return refuse('invalid', 'recordings', 'The view shows a recording that the file does not describe.');
  const customGraphs: readonly CustomGraph[] = graphs;
  if (new Set(graphs.map(({ id }) => id)).size < graphs.length) return refuse('invalid', 'graphs', 'Two graphs have one id.');
  return { ok: true, saved: { recordings, view: { ...view, customGraphs } } };
}
