/** A part of the page whose code is fetched when it is wanted, and fetched anew after a failed attempt. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export interface LazyPart<Props> {
  /** Fetches the code ahead of need. A failure is forgotten: the attempt that matters says what went wrong. */
  readonly preload: () => void;
  /** The component of the attempt under way. */
  readonly component: () => LazyExoticComponent<ComponentType<Props>>;
  /** A lazy component remembers its failure for good; the next `component` makes another attempt. */
  readonly renew: () => void;
}

/** The code of a part did not arrive, as opposed to a defect in it. */
export class CodeNotLoaded extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @param load imports the component; called once, and again after each failure */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  type Loaded = { readonly default: ComponentType<Props> };
  let code: Promise<Loaded> | null = null;
  const fetchCode = (): Promise<Loaded> =>
    (code ??= load().then(
      (component) => ({ default: component }),
      (cause: unknown) => {
        code = null;
        throw new CodeNotLoaded(cause);
      },
    ));
  let current = lazy(fetchCode);
  return {
    preload: () => void fetchCode().catch(() => undefined),
    component: () => current,
    renew() {
      current = lazy(fetchCode);
    },
  };
}
