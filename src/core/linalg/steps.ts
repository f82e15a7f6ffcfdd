/** Stepwise work: generators that yield between two pieces, run whole or as steps of a longer work. */

/** Steps of inner work as steps of the outer; ending the outer early ends the inner. */
export function* mapSteps<Inner, Outer, T>(work: Generator<Inner, T>, outer: (step: Inner) => Outer): Generator<Outer, T> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield outer(step.value);
    }
  } finally {
    work.return(undefined as never);
  }
}

/** Runs stepwise work without pauses and returns its result. */
export function runToEnd<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
