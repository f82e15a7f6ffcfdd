/** Mappings that the reader has chosen, kept on this device for the next file with the same arrays. */
import type { ImportMapping } from '../../core/import/mapping.ts';
import { decodeMappings, encodeMappings, withMapping, type RememberedMapping } from '../../core/import/mappingMemory.ts';

const KEY = 'contextscope.mappings';

export interface MappingStorage {
  readonly list: () => readonly RememberedMapping[];
  readonly find: (signature: string) => ImportMapping | null;
  /** null forgets it. Where nothing can be kept, it lasts as long as the page. */
  readonly set: (signature: string, mapping: ImportMapping | null, graph: string | null) => void;
}

/** Storage may be missing, full or forbidden: none of it is a failure the reader needs to hear of. */
export function createMappingStorage(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => window.localStorage): MappingStorage {
  let kept: readonly RememberedMapping[] | null = null;

  function list(): readonly RememberedMapping[] {
    if (kept !== null) return kept;
    try {
      kept = decodeMappings(storage().getItem(KEY));
    } catch {
      kept = [];
    }
    return kept;
  }

  return {
    list,
    find: (signature) => list().find((one) => one.signature === signature)?.mapping ?? null,
    set(signature, mapping, graph) {
      kept = withMapping(list(), signature, mapping, graph);
      try {
        storage().setItem(KEY, encodeMappings(kept));
      } catch {
        // Kept for as long as the page lives.
      }
    },
  };
}
