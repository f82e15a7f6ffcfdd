/** A recording as the catalog lists it, known without opening the file (fixtures/catalog.json, docs/format.md). */
export interface CatalogEntry {
  readonly id: string;
  /** Address relative to the catalog. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly title: string;
  readonly description: string;
  readonly group: string;
  readonly licence: string;
  readonly model: { readonly id: string; readonly weights: string | null; readonly layers: number; readonly hiddenSize: number };
  readonly task: {
    readonly kind: string;
    readonly sampler: string;
    readonly size: { readonly n?: number; readonly rows?: number; readonly cols?: number } | null;
    readonly step: number | null;
    readonly sequences: number;
    readonly length: number;
  };
  readonly nodes: number;
  readonly layers: readonly number[];
}

/** Runs on the news as the catalog lists them, known without reading their file (docs/news-format.md). */
export interface NewsEntry {
  readonly id: string;
  /** Address relative to the catalog. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Their states beside them, where there are any. */
  readonly states: { readonly file: string; readonly bytes: number } | null;
  /** Files of the texts that they were trained on, by the name that the results give them. */
  readonly texts: readonly { readonly name: string; readonly file: string; readonly bytes: number }[];
  readonly title: string;
  readonly description: string;
  readonly licence: string;
  readonly model: { readonly id: string; readonly parameters: number | null };
  /** How many news. */
  readonly news: number;
  readonly protocols: readonly string[];
}
