/** An object that is written field by field before every use, so that handing it on at every drawing allocates nothing. */
export type Reused<T> = { -readonly [Field in keyof T]: T[Field] };

/** Empty: all fields are to be written before it is read. */
export function reused<T extends object>(): Reused<T> {
  return {} as Reused<T>;
}
