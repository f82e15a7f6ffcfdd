import { expect, it } from 'vitest';
import { networkFirst } from '../../src/offline/networkFirst.ts';

const asked = new Request('https://host.example/');
const stored = () => Promise.resolve(new Response('stored'));
const nothing = () => Promise.resolve(undefined);
const text = async (answer: Promise<Response>) => (await answer).text();
const later = <T>(value: T, ms: number) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

it('prefers the network', async () => {
  expect(await text(networkFirst(asked, stored, { fetch: () => Promise.resolve(new Response('fresh')) }))).toBe('fresh');
});

it.each([
  ['is down', () => Promise.reject(new TypeError('down'))],
  ['fails', () => Promise.resolve(new Response('oops', { status: 503 }))],
  ['is too slow', () => later(new Response('fresh'), 200)],
])('gives what is stored when the network %s', async (_what, fetch) => {
  expect(await text(networkFirst(asked, stored, { fetch, patience: 20 }))).toBe('stored');
});

it('passes on an honest "not found"', async () => {
  expect((await networkFirst(asked, stored, { fetch: () => Promise.resolve(new Response('', { status: 404 })) })).status).toBe(404);
});

it('waits on for a slow network when nothing is stored', async () => {
  expect(await text(networkFirst(asked, nothing, { fetch: () => later(new Response('fresh'), 60), patience: 10 }))).toBe('fresh');
});

it('rejects as the network does when nothing is stored', async () => {
  await expect(networkFirst(asked, nothing, { fetch: () => Promise.reject(new TypeError('down')) })).rejects.toThrow('down');
});
