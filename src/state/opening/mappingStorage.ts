/** Mappings that the reader has chosen, kept on this device for the next file with the same arrays. */
import type { ImportMapping } from '../../core/import/mapping.ts';
import { encodeMappings, withMapping, type RememberedMapping } from '../../core/import/mappingMemory.ts';

const KEY = 'contextscope.mappings';

export interface MappingStorage {
  /** Read once, by code that is fetched only where something is kept. Never rejects: what cannot be read is none. */
  readonly list: () => Promise<readonly RememberedMapping[]>;
  readonly find: (signature: string) => Promise<ImportMapping | null>;
  /** null forgets it. Where nothing can be kept, it lasts as long as the page. */
  readonly set: (signature: string, mapping: ImportMapping | null, graph: string | null) => Promise<void>;
}

/** Storage may be missing, full or forbidden: none of it is a failure the reader needs to hear of. */
export function createMappingStorage(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => window.localStorage): MappingStorage {
  let kept: Promise<readonly RememberedMapping[]> | null = null;

  async function read(): Promise<readonly RememberedMapping[]> {
    try {
      const text = storage().getItem(KEY);
      return text === null ? [] : (await import('../../core/import/readMappings.ts')).decodeMappings(text);
    } catch {
      return [];
    }
  }

  const list = () => (kept ??= read());

  return {
    list,
    find: async (signature) => (await list()).find((one) => one.signature === signature)?.mapping ?? null,
    set(signature, mapping, graph) {
      // One after the other, each upon what the one before has kept.
      const next = list().then((before) => withMapping(before, signature, mapping, graph));
      kept = next;
      return next.then((all) => {
        try {
          storage().setItem(KEY, encodeMappings(all));
        } catch {
          // Kept for as long as the page lives.
        }
      });
    },
  };
}
