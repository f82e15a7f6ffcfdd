import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStory, readStoryIndex } from '../../../src/state/stories/story.ts';
import { decodeView } from '../../../src/state/view/urlCodec.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(`public/stories/${file}`, 'utf8'));
const files = readdirSync('public/stories').filter((file) => file !== 'index.json');

describe('the stories that are shipped', () => {
  it('are all listed, under their own titles', () => {
    const stories = files.map((file) => readStory(read(file))).map((reading) => (reading.ok ? reading.story : reading));
    expect(readStoryIndex(read('index.json')).map(({ id, title, about }) => ({ id, title, about })).sort((a, b) => a.id.localeCompare(b.id))).toEqual(
      stories.map((story) => ('id' in story ? { id: story.id, title: story.title, about: story.about } : story)),
    );
  });

  it.each(files)('%s shows views that an address can hold', (file) => {
    const reading = readStory(read(file));
    if (!reading.ok) throw new Error(`${reading.field}: ${reading.message}`);
    for (const { view } of reading.story.steps) if (view !== null) expect(decodeView(view).problems).toEqual([]);
  });
});

describe('a story', () => {
  const sound = { format: 'contextscope-story/1', id: 'a', title: 'A', about: 'B', steps: [{ say: 'Look.', view: '#v=1' }] };

  it.each([
    [{ ...sound, format: 'contextscope-story/2' }, 'format'],
    [{ ...sound, id: '../a' }, 'id'],
    [{ ...sound, steps: [] }, 'steps'],
    [{ ...sound, steps: [{ say: 'Look.' }] }, 'steps.0.view'],
    [{ ...sound, steps: [{ say: 'Look.', view: 'javascript:alert(1)' }] }, 'steps.0.view'],
    [{ ...sound, steps: [{ say: 'x'.repeat(241), view: '#v=1' }] }, 'steps.0.say'],
    [null, 'format'],
  ])('that is %j is refused by its field', (value, field) => {
    expect(readStory(value)).toMatchObject({ ok: false, field });
  });

  it('fills in what it leaves open', () => {
    expect(readStory(sound)).toMatchObject({ ok: true, story: { steps: [{ ring: null, then: null, claims: [] }] } });
  });
});
