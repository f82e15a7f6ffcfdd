import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressName, catalogUrlOf, MAX_ADDRESSES, readAddresses, urlOfRecordingId, urlRecordingId } from '../../../src/state/opening/addresses.ts';

describe('addresses as they are typed', () => {
  it('are told from other words, each once', () => {
    const text = ' https://a.example/x.safetensors\n\thttp://b.example/y  https://a.example/x.safetensors ring.safetensors';
    expect(readAddresses(text)).toEqual({ urls: ['https://a.example/x.safetensors', 'http://b.example/y'], unread: ['ring.safetensors'] });
  });

  it.each(['javascript:alert(1)', 'file:///etc/hosts', 'data:text/plain,x', 'https://', 'a.example/x', 'ftp://a.example/x'])('are no others than http and https: %s', (text) => {
    expect(readAddresses(text)).toEqual({ urls: [], unread: [text] });
  });

  it('never throw, and all that is read can be opened', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.array(fc.webUrl(), { maxLength: 50 }).map((urls) => urls.join('\n'))), (text) => {
        const { urls } = readAddresses(text);
        expect(urls.length).toBeLessThanOrEqual(MAX_ADDRESSES);
        for (const url of urls) {
          expect(['http:', 'https:']).toContain(new URL(url).protocol);
          expect(urlOfRecordingId(urlRecordingId(url))).toBe(url);
          expect(addressName(url)).not.toBe('');
        }
      }),
    );
  });
});

describe('the id of a recording', () => {
  it('gives an address only where it is one', () => {
    expect(urlOfRecordingId('url:javascript:alert(1)')).toBeNull();
    expect(urlOfRecordingId('file:http://a.example/')).toBeNull();
    expect(urlOfRecordingId('ring8-a')).toBeNull();
  });
});

describe('the name of an address', () => {
  it.each([
    ['https://a.example/data/ring%20of%2012.safetensors?key=1#x', 'ring of 12.safetensors'],
    ['https://a.example/%E0%A4%A.safetensors', '%E0%A4%A.safetensors'],
  ])('is its last part, readable where it can be: %s', (url, name) => {
    expect(addressName(url)).toBe(name);
  });
});

describe('the catalog option of the page', () => {
  it('is relative to the document, and absent when it is empty', () => {
    expect(catalogUrlOf('?catalog=data/catalog.json', 'http://page.example/app/')).toBe('http://page.example/app/data/catalog.json');
    expect(catalogUrlOf('?catalog=', 'http://page.example/')).toBeNull();
    expect(catalogUrlOf('?recording=x', 'http://page.example/')).toBeNull();
  });
});
