import { useEffect } from 'preact/hooks';

import { state } from '../state/store.ts';
import type { LookPart } from '../state/views.ts';
import { AnswerNow } from './AnswerNow.tsx';
import { AnswerPanel } from './AnswerPanel.tsx';
import { ChangePanel } from './ChangePanel.tsx';
import { editedChange } from './changes.ts';
import { ChangesBar } from './ChangesBar.tsx';
import { DrawPanel } from './DrawPanel.tsx';
import { EquationPanel } from './EquationPanel.tsx';
import { ImagePanel } from './ImagePanel.tsx';
import { InsidePanel } from './InsidePanel.tsx';
import { listenToKeys } from './keys.ts';
import { readsRows } from './models.ts';
import { SubjectBar } from './SubjectBar.tsx';
import { UnitPanel } from './UnitPanel.tsx';
import { row, rowCount } from './view.ts';

/** One image in one network, from all sides; all parts share one cursor. */
export function LookView() {
  useEffect(listenToKeys, []);
  const shown = state.value.show;
  const has = (part: LookPart) => shown === null || shown.includes(part);
  const goesByRows = readsRows.value;
  return (
    <div class={`look ${goesByRows ? '' : 'whole-image'} ${shown === null ? '' : 'parts'}`}>
      <h1 class="unseen">Look inside a network as it reads an image</h1>
      {has('subject') && (
        <div class="look-bars">
          <SubjectBar />
          <ChangesBar />
        </div>
      )}
      <div class="look-grid">
        {has('image') && <ImagePanel />}
        {has('inside') && <InsidePanel />}
        {has('unit') && goesByRows && <UnitPanel />}
        {has('answer') && <AnswerPanel />}
        {goesByRows && (
          <span
            class="cursor-line"
            aria-hidden="true"
            style={{ '--part': `${(row.value + 0.5) / rowCount.value}` }}
          />
        )}
        {has('image') && (editedChange.value === null ? <DrawPanel /> : <ChangePanel />)}
        {has('equation') && <EquationPanel />}
        {has('answer') && <AnswerNow />}
      </div>
    </div>
  );
}
