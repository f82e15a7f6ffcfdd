/** What the page and a waiting service worker say to each other; each request is answered once, on its own port. */

/** `holds`: does your build contain this file? `take-over`: become the active worker, unless other pages would be mixed. */
export interface UpdateRequest {
  readonly type: 'holds' | 'take-over';
  /** Address of the asking page's entry file, whose name changes with every build. */
  readonly entry: string;
}

export interface UpdateAnswer {
  readonly holds: boolean;
  /** Other open pages of this folder, which keep the worker waiting. */
  readonly otherPages: number;
}

export function isUpdateRequest(value: unknown): value is UpdateRequest {
  if (typeof value !== 'object' || value === null) return false;
  const { type, entry } = value as Partial<UpdateRequest>;
  return (type === 'holds' || type === 'take-over') && typeof entry === 'string';
}

export function isAnswer(value: unknown): value is UpdateAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { holds, otherPages } = value as Partial<UpdateAnswer>;
  return typeof holds === 'boolean' && typeof otherPages === 'number';
}
