import { moveCursor } from '../state/store.ts';
import { nextLate, nextMisread, nextOfClass, randomExample } from './findExample.ts';
import { undo } from './drawingTools.ts';
import { goToRow, togglePlay } from './player.ts';
import { pastePicture, pictureIn } from './pastePicture.ts';
import { row, unit, unitCount } from './view.ts';

/** What keys do in Look, for the list of them. */
export const keyList: [key: string, does: string][] = [
  ['Space', 'play and pause'],
  ['↑ ↓', 'a row back and on'],
  ['← →', 'the unit before and the next'],
  ['Home, End', 'first and last row'],
  ['R', 'a random image'],
  ['0 to 9', 'the next image of the class'],
  ['M', 'the next that is misread'],
  ['L', 'the next with a late decision'],
  ['Ctrl Z', 'undo a stroke'],
  ['Ctrl V', 'take a picture from the clipboard'],
  [
    'Tab, then arrows',
    'draw on the image (Enter), or move in a map; with Shift mark what to change',
  ],
  ['?', 'this list'],
];

const actions: Record<string, () => void> = {
  ' ': togglePlay,
  ArrowUp: () => goToRow(row.value - 1),
  ArrowDown: () => goToRow(row.value + 1),
  ArrowLeft: () => moveCursor({ unit: Math.max(0, unit.value - 1) }),
  ArrowRight: () => moveCursor({ unit: Math.min(unitCount.value - 1, unit.value + 1) }),
  Home: () => goToRow(0),
  End: () => goToRow(Infinity),
  r: randomExample,
  m: () => void nextMisread(),
  l: () => void nextLate(),
};

/** Keys of the whole view. @returns how to end it */
export function listenToKeys(): () => void {
  addEventListener('keydown', onKey);
  addEventListener('paste', onPaste);
  return () => {
    removeEventListener('keydown', onKey);
    removeEventListener('paste', onPaste);
  };
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'z' && !isTyping(event)) undo();
    return;
  }
  if (event.altKey || event.defaultPrevented || isTyping(event)) return;
  const isOnControl = (event.target as HTMLElement).closest('button, a, select, summary') !== null;
  if (isOnControl && event.key === ' ') return;
  const action = /^\d$/.test(event.key)
    ? () => void nextOfClass(Number(event.key))
    : actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** Fields have their own use for keys. */
function isTyping({ target }: Event): boolean {
  return (target as HTMLElement).closest('input, select, textarea, [role=menu]') !== null;
}

function onPaste(event: ClipboardEvent): void {
  const file = pictureIn(event.clipboardData);
  if (file !== null) void pastePicture(file);
}
