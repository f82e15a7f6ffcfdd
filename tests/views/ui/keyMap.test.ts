import { describe, expect, it } from 'vitest';
import { keyAction, keyOwner, type FocusedElement, type KeyOwner } from '../../../src/views/ui/keyMap.ts';

const press = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

const element = (change: Partial<FocusedElement>): FocusedElement => ({
  tag: 'div',
  role: null,
  inputType: null,
  editable: false,
  insideOverlay: false,
  ...change,
});

describe('keys on the page', () => {
  it.each([
    [press(' '), { kind: 'toggle-play' }],
    [press('ArrowRight'), { kind: 'step', frames: 1 }],
    [press('ArrowLeft', { shiftKey: true }), { kind: 'step', frames: -5 }],
    [press('Home'), { kind: 'first' }],
    [press('End'), { kind: 'last' }],
    [press('.'), { kind: 'speed', direction: 1 }],
    [press('3'), { kind: 'mode', mode: 'space' }],
    [press('e'), { kind: 'edges' }],
    [press('L', { shiftKey: true }), { kind: 'labels' }],
    [press('w'), { kind: 'pairs' }],
    [press('o'), { kind: 'single' }],
    [press('r'), { kind: 'reset' }],
    [press('?', { shiftKey: true }), { kind: 'help' }],
  ])('%o does %o', (key, action) => {
    expect(keyAction(key, 'none')).toEqual(action);
  });

  it('leaves combinations with Control and Command to the browser', () => {
    expect(keyAction(press('r', { ctrlKey: true }), 'none')).toBeNull();
    expect(keyAction(press('c', { metaKey: true }), 'none')).toBeNull();
  });

  it('does nothing in a field or an open list', () => {
    for (const owner of ['field', 'overlay', 'choice'] satisfies KeyOwner[]) {
      for (const key of [' ', 'ArrowLeft', 'e', '?', 'Escape']) expect(keyAction(press(key), owner)).toBeNull();
    }
  });

  it('undoes and redoes by Control or Command, also on a slider or a select', () => {
    for (const owner of ['none', 'press', 'arrows', 'choice'] satisfies KeyOwner[]) {
      expect(keyAction(press('z', { ctrlKey: true }), owner)).toEqual({ kind: 'undo' });
      expect(keyAction(press('z', { metaKey: true }), owner)).toEqual({ kind: 'undo' });
      expect(keyAction(press('Z', { ctrlKey: true, shiftKey: true }), owner)).toEqual({ kind: 'redo' });
      expect(keyAction(press('y', { ctrlKey: true }), owner)).toEqual({ kind: 'redo' });
    }
    expect(keyAction(press('z'), 'none')).toBeNull();
    expect(keyAction({ ...press('z', { ctrlKey: true }), altKey: true }, 'none')).toBeNull();
  });

  it('leaves undo to text that is being typed and to dialogs', () => {
    for (const owner of ['field', 'overlay'] satisfies KeyOwner[]) expect(keyAction(press('z', { ctrlKey: true }), owner)).toBeNull();
  });

  it('leaves arrows to what moves by arrows, and Space to what it presses', () => {
    expect(keyAction(press('ArrowLeft'), 'arrows')).toBeNull();
    expect(keyAction(press(' '), 'arrows')).toEqual({ kind: 'toggle-play' });
    expect(keyAction(press(' '), 'press')).toBeNull();
    expect(keyAction(press('ArrowLeft'), 'press')).toEqual({ kind: 'step', frames: -1 });
    expect(keyAction(press(' '), 'arrows-and-press')).toBeNull();
    expect(keyAction(press('End'), 'arrows-and-press')).toBeNull();
    expect(keyAction(press('e'), 'arrows-and-press')).toEqual({ kind: 'edges' });
  });
});

describe('what the focused element does with keys', () => {
  it.each([
    [null, 'none'],
    [element({}), 'none'],
    [element({ tag: 'select' }), 'choice'],
    [element({ tag: 'input', inputType: 'range' }), 'choice'],
    [element({ tag: 'input', inputType: 'search' }), 'field'],
    [element({ editable: true }), 'field'],
    [element({ tag: 'input', inputType: 'checkbox' }), 'press'],
    [element({ role: 'slider' }), 'arrows'],
    [element({ tag: 'button' }), 'press'],
    [element({ tag: 'button', role: 'radio' }), 'arrows-and-press'],
    [element({ tag: 'button', insideOverlay: true }), 'overlay'],
  ] satisfies [FocusedElement | null, KeyOwner][])('%o: %s', (focused, owner) => {
    expect(keyOwner(focused)).toBe(owner);
  });
});
