/** A guided tour of the real page: what a step says, what it rings, and the view it shows. Read strictly: anyone may add one. */
import * as z from 'zod/mini';
import '../../core/recording/zodWithoutEval.ts';

export const STORY_FORMAT = 'contextscope-story/1';

/** What a step says must be true of the page: the text of an element, or a number in it. */
export interface StoryClaim {
  readonly testId: string;
  /** An attribute of the element in place of its text. */
  readonly attribute?: string | undefined;
  /** Regular expression. */
  readonly matches?: string | undefined;
  /** Bounds of the first number in it. */
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

export interface StoryStep {
  /** One sentence, at most 240 characters. */
  readonly say: string;
  /** Test id of the element that is ringed; null: none. */
  readonly ring: string | null;
  /** The view as an address holds it, from `#`; null: the one of the step before. */
  readonly view: string | null;
  /** What happens by itself once the step is shown. */
  readonly then: 'play' | null;
  readonly claims: readonly StoryClaim[];
}

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly steps: readonly StoryStep[];
}

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const claim = z.object({ testId: text(80), attribute: z.optional(text(40)), matches: z.optional(text(200)), above: z.optional(z.number()), below: z.optional(z.number()) });
const step = z.object({
  say: text(240),
  ring: z._default(z.nullable(text(80)), null),
  view: z._default(z.nullable(z.string().check(z.regex(/^#v=1/, 'expected a view as an address holds it: #v=1&...'), z.maxLength(2000))), null),
  then: z._default(z.nullable(z.literal('play')), null),
  claims: z._default(z.array(claim).check(z.maxLength(20)), []),
});
const story = z.object({
  format: z.literal(STORY_FORMAT),
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'expected a-z, 0-9 and "-"')),
  title: text(60),
  about: text(160),
  steps: z.array(step).check(z.minLength(1), z.maxLength(30)),
});

export type StoryReading = { readonly ok: true; readonly story: Story } | { readonly ok: false; readonly field: string; readonly message: string };

/** The first step must show a view of its own. */
export function readStory(value: unknown): StoryReading {
  const parsed = story.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { ok: false, field: issue.path.join('.') || 'format', message: issue.message };
  }
  if (parsed.data.steps[0]!.view === null) return { ok: false, field: 'steps.0.view', message: 'the first step needs a view' };
  return { ok: true, story: parsed.data };
}

const index = z.array(z.object({ id: text(40), title: text(60), about: text(160) })).check(z.maxLength(50));

export interface StoryListing {
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

/** What stories there are; empty for anything else. */
export function readStoryIndex(value: unknown): readonly StoryListing[] {
  const parsed = index.safeParse(value);
  return parsed.success ? parsed.data : [];
}
