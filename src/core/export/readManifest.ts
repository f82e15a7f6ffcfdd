/** Finds the manifest in any file that carries one: a picture, a data file, a sidecar. */
import { figureManifest, type FigureManifest } from './manifest.ts';
import { npyTexts, npzEntry } from './npz.ts';
import { isPng, pngText } from './pngText.ts';

/** Keyword of the PNG text, id of the SVG metadata element, name of the array. */
export const MANIFEST_KEYWORD = 'contextscope-figure';
export const MANIFEST_ARRAY = 'manifest';
/** Begins the line of a CSV file that holds the manifest. */
export const CSV_MANIFEST = '# manifest: ';

export type ManifestReading = { readonly ok: true; readonly manifest: FigureManifest } | { readonly ok: false; readonly reason: string };

/** Never throws; the reason is a sentence that names the first field at fault. */
export async function readManifest(file: Uint8Array): Promise<ManifestReading> {
  const text = await manifestText(file);
  if (text === null) return refused('It carries no manifest: expected a manifest, or an SVG, PNG, NPZ, CSV or JSON file exported with one.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('Its manifest is not JSON.');
  }
  const inner = typeof json === 'object' && json !== null && 'manifest' in json ? json.manifest : json;
  const parsed = figureManifest.safeParse(withPresentNames(inner));
  if (parsed.success) return { ok: true, manifest: parsed.data };
  const issue = parsed.error.issues[0];
  return refused(`Its manifest is not sound: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'invalid'}.`);
}

/** Fields of a panel under the names that manifests of earlier versions give them. */
const EARLIER_NAMES: Readonly<Record<string, string>> = { mixingSeed: 'averagingSeed' };

function withPresentNames(manifest: unknown): unknown {
  if (typeof manifest !== 'object' || manifest === null || !('panels' in manifest) || !Array.isArray(manifest.panels)) return manifest;
  const renamed = (panel: unknown): unknown =>
    typeof panel === 'object' && panel !== null ? Object.fromEntries(Object.entries(panel).map(([name, value]) => [EARLIER_NAMES[name] ?? name, value])) : panel;
  return { ...manifest, panels: manifest.panels.map(renamed) };
}

function refused(reason: string): ManifestReading {
  return { ok: false, reason };
}

async function manifestText(file: Uint8Array): Promise<string | null> {
  if (isPng(file)) {
    try {
      return pngText(file, MANIFEST_KEYWORD);
    } catch {
      return null;
    }
  }
  if (file[0] === 0x50 && file[1] === 0x4b) {
    const entry = await npzEntry(file, MANIFEST_ARRAY);
    return entry === null ? null : (npyTexts(entry)?.[0] ?? null);
  }
  const text = new TextDecoder().decode(file);
  const opening = text.slice(0, 200).trimStart();
  if (opening.startsWith('{')) return text;
  if (opening.startsWith('<')) return svgManifest(text);
  const line = text.split(/\r?\n/, 1000).find((candidate) => candidate.startsWith(CSV_MANIFEST));
  return line === undefined ? null : line.slice(CSV_MANIFEST.length);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function svgManifest(svg: string): string | null {
  const open = `<metadata id="${MANIFEST_KEYWORD}">`;
  const start = svg.indexOf(open);
  const end = svg.indexOf('</metadata>', start);
  if (start === -1 || end === -1) return null;
  return svg.slice(start + open.length, end).replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name]!);
}
