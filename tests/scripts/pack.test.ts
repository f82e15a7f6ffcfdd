import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogText, packedRecording } from '../../scripts/packCatalog.ts';
import { readCatalog } from '../../src/state/recordings/readCatalog.ts';
import { FailureError } from '../../src/worker/failure.ts';

const fixture = (name: string) => path.resolve('fixtures', name);
const RING = fixture('recordings/gemma3-270m-ring12-a.safetensors');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contextscope-pack-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function pack(...args: string[]) {
  const { status, stderr } = spawnSync(path.resolve('node_modules/.bin/tsx'), ['scripts/pack.ts', ...args], { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } });
  return { status, stderr };
}

describe('the catalog of a packed folder', () => {
  it('says of a recording what the catalog of the samples says of it', async () => {
    const listed = readCatalog(JSON.parse(readFileSync(fixture('catalog.json'), 'utf8')), 'catalog.json');
    const { entry } = await packedRecording(RING);
    expect(listed.ok && listed.catalog.entries.find(({ id }) => id === entry.id)).toEqual(entry);
  });

  it('is one the explorer reads, with its title and the first recording as default', async () => {
    const text = catalogText([await packedRecording(fixture('synthetic/ring8-tiny.safetensors')), await packedRecording(RING)], 'My rings');
    const reading = readCatalog(JSON.parse(text), 'catalog.json');
    expect(reading.ok && [reading.catalog.title, reading.catalog.defaultId, reading.catalog.entries.length]).toEqual(['My rings', 'ring8-tiny', 2]);
  });

  it('refuses two recordings of one id, naming both files', async () => {
    const once = await packedRecording(RING);
    const twice = { ...once, path: '/elsewhere/copy.safetensors' };
    expect(() => catalogText([once, twice], null)).toThrow(FailureError);
    expect(() => catalogText([once, twice], null)).toThrow(/gemma3-270m-ring12-a.*ring12-a\.safetensors/);
  });
});

describe('the command', { timeout: 60_000 }, () => {
  it('names file, field and remedy of everything that is wrong, and writes nothing', () => {
    const { status, stderr } = pack(fixture('malformed/shape-disagrees.safetensors'), fixture('malformed/unknown-version.safetensors'), 'absent.safetensors', '--out', 'none');
    expect(status).toBe(1);
    expect(stderr).toMatch(/shape-disagrees\.safetensors: \S+: .*shape/);
    expect(stderr).toMatch(/unknown-version\.safetensors: .*contextscope\/2/);
    expect(stderr).toMatch(/absent\.safetensors: There is no such file/);
    expect(readdirSync(folder)).not.toContain('none');
  });

  it('leaves a folder with other things alone, even when forced', () => {
    const out = path.join(folder, 'precious');
    mkdirSync(out);
    writeFileSync(path.join(out, 'thesis.txt'), 'years of work');
    for (const force of [[], ['--force']]) {
      expect(pack(RING, '--out', 'precious', ...force)).toMatchObject({ status: 1, stderr: expect.stringContaining('precious') as string });
    }
    expect(existsSync(path.join(out, 'thesis.txt'))).toBe(true);
  });

  it('says how it is called when nothing is named', () => {
    expect(pack()).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run pack -- FILE') as string });
  });
});
