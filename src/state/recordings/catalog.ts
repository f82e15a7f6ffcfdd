/** Entries of a catalog for the views, which see no code of core. */
export type { CatalogEntry, NewsEntry } from '../../core/recording/catalog.ts';
