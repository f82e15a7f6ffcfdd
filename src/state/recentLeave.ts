/** What the reader allows to be kept of opened files. */
export interface RecentLeave {
  /** Files that are opened are remembered on this device. */
  readonly remember: boolean;
  /** Small files that the browser cannot find again by itself are kept as copies. */
  readonly keepCopies: boolean;
}

export const NO_LEAVE: RecentLeave = { remember: false, keepCopies: false };
