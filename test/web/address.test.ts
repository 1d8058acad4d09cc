import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addressOf, stateAt } from '../../src/web/state/address.ts';
import type { Change, ChangeAct } from '../../src/web/state/change.ts';
import { drawingOf } from '../../src/web/state/drawing.ts';
import type { Drawing, Example, Picture } from '../../src/web/state/picture.ts';
import { initialState, type State, type Subject } from '../../src/web/state/state.ts';
import { lookParts, viewNames, views } from '../../src/web/state/views.ts';
import { dashboardPaths } from '../../src/http/routes/dashboardRoute.ts';

const whole = (most: number) => fc.integer({ min: 0, max: most });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const id = fc.stringMatching(/^[A-Za-z0-9]{10,40}$/);
const gate = fc.constantFrom('updateGate', 'forgetGate', 'hiddenState', 'candidate');
const split = fc.constantFrom('TRAIN' as const, 'VALIDATION' as const, 'TEST' as const);

const example: fc.Arbitrary<Example> = fc.record({
  kind: fc.constant('example' as const),
  dataset: fc.stringMatching(/^[a-z][a-z0-9 ._-]{0,12}[a-z0-9]$/),
  split,
  index: whole(100_000),
});
const drawing: fc.Arbitrary<Drawing> = fc
  .array(fc.constantFrom(0, 1), { minLength: 784, maxLength: 784 })
  .map(drawingOf);
const plain: fc.Arbitrary<Example | Drawing> = fc.oneof(example, drawing);
const picture: fc.Arbitrary<Picture> = fc.oneof(
  plain,
  fc.record({ kind: fc.constant('splice' as const), top: plain, bottom: plain, row: whole(99) }),
);
const subject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ kind: fc.constant('model' as const), slug }),
  fc.record({ kind: fc.constant('snapshot' as const), run: id, step: whole(1_000_000) }),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const act: fc.Arbitrary<ChangeAct> = fc.oneof(
  fc.record({ kind: fc.constant('hold' as const), value: number }),
  fc.record({ kind: fc.constant('scale' as const), factor: number }),
  fc.record({ kind: fc.constant('complement' as const), of: gate }),
  fc.record({ kind: fc.constant('copy' as const), from: plain }),
);
const change: fc.Arbitrary<Change> = fc.record({
  layer: whole(3),
  activation: gate,
  units: orNull(
    fc
      .uniqueArray(whole(1023), { minLength: 1, maxLength: 12 })
      .map((all) => all.sort((a, b) => a - b)),
  ),
  rows: fc
    .tuple(whole(27), whole(27))
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  act,
  isOn: fc.boolean(),
});
const text = fc.string({ minLength: 1, maxLength: 12 });

const look: fc.Arbitrary<State['look']> = fc.record({
  subject,
  picture,
  asMnist: fc.boolean(),
  changes: fc.array(change, { maxLength: 3 }),
  cursor: fc.record({ row: orNull(whole(27)), layer: whole(3), unit: whole(1023) }),
  maps: orNull(fc.uniqueArray(gate, { minLength: 1, maxLength: 3 })),
  beside: orNull(fc.oneof(fc.record({ subject }), fc.record({ picture }))),
});

/** What belongs to another view than the one that is open is forgotten. */
const state: fc.Arbitrary<State> = fc
  .record({
    look,
    show: orNull(fc.uniqueArray(fc.constantFrom(...lookParts), { minLength: 1 })),
    view: fc.constantFrom(...viewNames),
    train: fc.record({
      form: fc.dictionary(fc.constantFrom('units', 'cell', 'epochs', 'name'), text, {
        noNullPrototype: true,
      }),
      runs: fc.uniqueArray(id, { maxLength: 3 }),
      status: orNull(fc.constantFrom('training', 'done')),
    }),
    zoo: fc.record({
      model: orNull(slug),
      other: orNull(slug),
      sort: fc.constantFrom('accuracy', 'model', 'trained'),
      descending: fc.boolean(),
      search: fc.string({ maxLength: 12 }),
      cell: orNull(fc.constantFrom('LSTM', 'none')),
    }),
    data: fc.record({ dataset: slug, split, label: orNull(whole(9)), page: whole(99) }),
  })
  .map((all) => {
    const { view, train, zoo, data } = all;
    return {
      ...all,
      train: view === 'train' ? train : initialState.train,
      zoo: view === 'zoo' ? zoo : initialState.zoo,
      data: view === 'data' ? data : initialState.data,
    };
  });

describe('the address of the dashboard', () => {
  it('gives back any state', () => {
    fc.assert(
      fc.property(state, (any) => {
        expect(stateAt(addressOf(any))).toEqual(any);
      }),
      { numRuns: 400 },
    );
  });

  it('is short where little is chosen', () => {
    expect(addressOf(initialState)).toBe('/');
    expect(addressOf({ ...initialState, view: 'zoo' })).toBe('/zoo');
  });

  it('takes what it cannot read for left out', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const found = stateAt(`/?${query}`);
        expect(stateAt(addressOf(found))).toEqual(found);
      }),
    );
    const broken =
      '/?image=mnist.test.x&row=-1&change=0.updateGate;9-1;0-1;hold;1&change=z&unit=1e9&show=all';
    expect(stateAt(broken)).toEqual(initialState);
  });

  it('is one that the server answers with the page, for every view', () => {
    expect(viewNames.map((name) => views[name].path)).toEqual(dashboardPaths);
  });
});
