import { beforeAll, describe, expect, it } from 'vitest';
import { exampleImage, type InputImage } from '../../src/data/inputImage.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';

import { mnistFolder } from '../../src/data/mnist.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import type { InterventionRequest } from '../../src/inspection/interventionRequest.ts';
import { Inspector } from '../../src/inspection/inspector.ts';
import type { RecurrentSubject, Subject } from '../../src/inspection/subject.ts';
import type { Selection } from '../../src/inspection/selection.ts';
import { networkInput } from '../../src/inspection/networkInput.ts';
import { activationList } from '../../src/networks/activationList.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { largestDifference } from '../networks/largestDifference.ts';
import { countingEngines } from './countingEngines.ts';
import { recurrentSubject as subject, wholeImageSubject } from './subjects.ts';

const engineNames = ['native', 'tensorflow'] as const;
type EngineName = (typeof engineNames)[number];
const inspectors = Object.fromEntries(
  engineNames.map((engine) => [
    engine,
    new Inspector(createEngineSource({ tensorflow: 'cpu', engine, threads: 2 })),
  ]),
) as Record<EngineName, Inspector>;

let mnist: Dataset;
let seven: InputImage;
let two: InputImage;
beforeAll(async () => {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nonexistent' });
  mnist = await catalog.load('mnist');
  seven = exampleImage(mnist, 'TEST', 0, 'image');
  two = exampleImage(mnist, 'TEST', 1, 'image');
});

const lstm = subject({ cell: 'LSTM', units: 6, layers: 2 });
const gru = subject({ cell: 'GRU', units: 6 });
const gruBefore = subject({ cell: 'GRU', units: 6, resetAfter: false });

/** Every activation by name, as [step, unit] values. */
async function everything(
  of: Subject,
  image: InputImage,
  interventions: InterventionRequest[] = [],
  engine: EngineName = 'native',
): Promise<Map<string, Float32Array>> {
  const names = activationList(of.network).map(({ name }) => name);
  const tensors = await inspectors[engine].activations(of, image, names, interventions);
  return new Map(tensors.map(({ name, values }) => [name, values]));
}

const set = (activation: string, value: number, part: Selection = {}): InterventionRequest => ({
  activation,
  act: { kind: 'set', value },
  ...part,
});

const rowOf = (values: Float32Array, step: number, units: number) =>
  values.slice(step * units, (step + 1) * units);

const rnn = subject({ cell: 'RNN', units: 6 });

const cells: [string, RecurrentSubject][] = [
  ['LSTM', lstm],
  ['reset-after GRU', gru],
  ['reset-before GRU', gruBefore],
];
const onEachEngine = engineNames.flatMap((engine) =>
  cells.map(([cell, of]) => ({ engine, cell, of })),
);

describe.each(onEachEngine)('interventions on a $cell, $engine engine', ({ engine, of }) => {
  const { network, parameters } = of;
  const read = (image: InputImage, interventions: InterventionRequest[] = []) =>
    everything(of, image, interventions, engine);
  const gate = `layers.0.${network.recipe.cell === 'LSTM' ? 'inputGate' : 'updateGate'}`;

  it('agree with the equations on plain arrays', async () => {
    const place = { layer: 0, steps: { from: 4, to: 20 }, units: [1, 4] };
    const name = gate.slice('layers.0.'.length);
    const expected = forwardByEquations(
      network,
      parameters,
      { batch: 1, rows: 28, values: networkInput(network, seven) },
      [
        { ...place, activation: name, act: { kind: 'set', value: 0.25 } },
        { ...place, activation: 'candidate', act: { kind: 'scale', factor: -2 } },
      ],
    );
    const part = { steps: { from: 4, to: 20 }, units: [1, 4] };
    const found = await read(seven, [
      set(gate, 0.25, part),
      { activation: 'layers.0.candidate', act: { kind: 'scale', factor: -2 }, ...part },
    ]);
    for (const [activation, values] of found) {
      const difference = largestDifference(values, expected.get(activation)!.values);
      expect(difference, activation).toBeLessThan(1e-5);
    }
  });

  it('change nothing, bit for bit, when they set a gate to the value it had', async () => {
    const untouched = await read(seven);
    const value = untouched.get(gate)![9 * 6 + 2]!;
    const part = { steps: { from: 9, to: 10 }, units: [2] };
    expect(await read(seven, [set(gate, value, part)])).toEqual(untouched);
  });

  it('act on the chosen steps and units alone', async () => {
    const untouched = await read(seven);
    const changed = await read(seven, [
      set(gate, 0.5, { steps: { from: 10, to: 12 }, units: [3] }),
    ]);
    const values = changed.get(gate)!;
    expect(values.subarray(0, 60)).toEqual(untouched.get(gate)!.subarray(0, 60));
    for (let unit = 0; unit < 6; unit++) {
      const here = values[10 * 6 + unit];
      expect(here).toBe(unit === 3 ? 0.5 : untouched.get(gate)![10 * 6 + unit]);
    }
    expect(values[12 * 6 + 3]).not.toBe(0.5);
    expect(changed.get('head.logits')).not.toEqual(untouched.get('head.logits'));
  });

  it('give another image’s answer when its hidden states are copied', async () => {
    const other = await read(two);
    const layers = Array.from({ length: network.recipe.layers }, (_, n) => `layers.${n}`);
    const copies = layers.map((layer): InterventionRequest => ({
      activation: `${layer}.hiddenState`,
      act: { kind: 'copy', image: two },
    }));
    const patched = await read(seven, copies);
    expect(patched.get('head.probabilities')).toEqual(other.get('head.probabilities'));
  });
});

describe('what the gates can do', () => {
  it('f = 1, i = 0 from step 9 keeps c exactly', async () => {
    const from9 = { steps: { from: 9 } };
    const found = await everything(lstm, seven, [
      set('layers.0.forgetGate', 1, from9),
      set('layers.0.inputGate', 0, from9),
    ]);
    const c = found.get('layers.0.cellState')!;
    for (let step = 9; step < 28; step++) expect(rowOf(c, step, 6)).toEqual(rowOf(c, 8, 6));
  });

  it.each([gru, gruBefore])('z = 1 from step 9 keeps h exactly', async (of) => {
    const found = await everything(of, seven, [
      set('layers.0.updateGate', 1, { steps: { from: 9 } }),
    ]);
    const h = found.get('layers.0.hiddenState')!;
    for (let step = 9; step < 28; step++) expect(rowOf(h, step, 6)).toEqual(rowOf(h, 8, 6));
  });

  it('a complement is 1 minus what was made of the other gate', async () => {
    const found = await everything(lstm, seven, [
      { activation: 'layers.0.inputGate', act: { kind: 'complement', of: 'layers.0.forgetGate' } },
      { activation: 'layers.0.forgetGate', act: { kind: 'scale', factor: 0.5 } },
    ]);
    const f = found.get('layers.0.forgetGate')!;
    expect(found.get('layers.0.inputGate')).toEqual(f.map((value) => Math.fround(1 - value)));
  });
});

describe.each(engineNames)('complements on the %s engine', (engine) => {
  it('may point both ways in different layers', async () => {
    const requests: InterventionRequest[] = [
      { activation: 'layers.0.forgetGate', act: { kind: 'complement', of: 'layers.0.inputGate' } },
      { activation: 'layers.1.inputGate', act: { kind: 'complement', of: 'layers.1.forgetGate' } },
    ];
    const found = await everything(lstm, seven, requests, engine);
    const complement = (name: string) => found.get(name)!.map((value) => Math.fround(1 - value));
    expect(found.get('layers.0.forgetGate')).toEqual(complement('layers.0.inputGate'));
    expect(found.get('layers.1.inputGate')).toEqual(complement('layers.1.forgetGate'));
  });
});

describe('an intervention that makes no sense', () => {
  const refused: [string, Subject, InterventionRequest[], string][] = [
    [
      'a gate that the cell does not have',
      gru,
      [set('layers.0.forgetGate', 1)],
      'interventions[0].activation: expected layers.N.NAME, where N is 0 and NAME one of updateGate, resetGate, candidate, hiddenState, got "layers.0.forgetGate" (GRU layers have no forgetGate)',
    ],
    [
      'a layer that is not there',
      lstm,
      [set('layers.2.forgetGate', 1)],
      'interventions[0].activation: expected layers.N.NAME, where N is from 0 to 1 and NAME one of',
    ],
    [
      'a value that a float32 cannot hold',
      lstm,
      [set('layers.0.forgetGate', 1e39)],
      'interventions[0].set: expected a number that is finite as a float32, got 1e+39',
    ],
    [
      'a circle under another spelling of the layer',
      lstm,
      [
        {
          activation: 'layers.00.inputGate',
          act: { kind: 'complement', of: 'layers.0.forgetGate' },
        },
      ],
      'interventions[0].activation: expected layers.N.NAME',
    ],
    [
      'a value that is not finite',
      lstm,
      [set('layers.0.forgetGate', Infinity)],
      'interventions[0].set: expected a number that is finite as a float32, got Infinity',
    ],
    [
      'a step that is not there',
      lstm,
      [set('layers.0.forgetGate', 1, { steps: { from: 28 } })],
      'interventions[0].steps.from: expected a step from 0 to 27, got 28',
    ],
    [
      'steps the wrong way round',
      lstm,
      [set('layers.0.forgetGate', 1, { steps: { from: 5, to: 5 } })],
      'interventions[0].steps.to: expected a step after steps.from (5)',
    ],
    [
      'a unit that is not there',
      lstm,
      [set('layers.0.forgetGate', 1, { units: [6] })],
      'interventions[0].units: expected units from 0 to 5, got 6',
    ],
    [
      'a complement of itself',
      lstm,
      [{ activation: 'layers.0.inputGate', act: { kind: 'complement', of: 'layers.0.inputGate' } }],
      'interventions[0].complementOf: expected another gate of the same layer (forgetGate, outputGate)',
    ],
    [
      'a complement that is no gate',
      lstm,
      [{ activation: 'layers.0.candidate', act: { kind: 'complement', of: 'layers.0.inputGate' } }],
      'interventions[0].complementOf: expected to be used on a gate',
    ],
    [
      'a complement in a cell without gates',
      rnn,
      [
        {
          activation: 'layers.0.hiddenState',
          act: { kind: 'complement', of: 'layers.0.hiddenState' },
        },
      ],
      'interventions[0].complementOf: expected to be used on a cell with gates',
    ],
    [
      'a complement in another layer',
      lstm,
      [
        {
          activation: 'layers.0.inputGate',
          act: { kind: 'complement', of: 'layers.1.forgetGate' },
        },
      ],
      'interventions[0].complementOf: expected another gate of the same layer',
    ],
    [
      'complements in a circle',
      lstm,
      [
        {
          activation: 'layers.0.inputGate',
          act: { kind: 'complement', of: 'layers.0.forgetGate' },
        },
        {
          activation: 'layers.0.forgetGate',
          act: { kind: 'complement', of: 'layers.0.inputGate' },
        },
      ],
      'interventions: expected complements that do not go round in a circle',
    ],
  ];

  it('is refused where there are no steps', async () => {
    const linear = wholeImageSubject({ convolutions: [], dense: [] });
    await expect(everything(linear, seven, [set('head.logits', 1)])).rejects.toMatchObject({
      code: 'NOT_RECURRENT',
      argument: 'interventions',
    });
  });

  it.each(refused)('is refused: %s', async (_, of, interventions, message) => {
    await expect(everything(of, seven, interventions)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(message) as string,
    });
  });

  it('copy from many images in one forward pass', async () => {
    const { engines, batches } = countingEngines();
    const copies = Array.from({ length: 12 }, (_, n): InterventionRequest => ({
      activation: n % 2 === 0 ? 'layers.0.cellState' : 'layers.1.forgetGate',
      act: { kind: 'copy', image: exampleImage(mnist, 'TEST', n % 6, 'image') },
    }));
    await new Inspector(engines).activations(lstm, seven, ['head.logits'], copies);
    expect(batches).toEqual([6, 1]);
  });

  it('is refused: a copy from an image with too few rows', async () => {
    const short = { ...two, rows: 10, pixels: two.pixels.subarray(0, 280) };
    const copy = (to?: number): InterventionRequest => ({
      activation: 'layers.0.hiddenState',
      act: { kind: 'copy', image: short },
      steps: { from: 0, to },
    });
    await expect(everything(gru, seven, [copy()])).rejects.toThrow(
      'interventions[0].fromImage: expected an image of at least 28 rows',
    );
    expect(await everything(gru, seven, [copy(10)])).toBeDefined();
  });
});
