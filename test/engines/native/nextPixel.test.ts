import { describe, expect, it } from 'vitest';
import { randomUniform } from '../../../src/networks/random.ts';
import type { RecipeChoices } from '../../../src/networks/recipe.ts';
import { relativeDifference } from '../relativeDifference.ts';
import {
  binding,
  layOut,
  logitsByEquations,
  lossAndGradientOf,
  meanLoss,
  nextPixelNetwork,
  openSession,
  someImages,
  someParameters,
  trainSteps,
  type SessionChoices,
} from './nextPixelSample.ts';

const cells: Pick<RecipeChoices, 'cell' | 'resetAfter'>[] = [
  { cell: 'LSTM' },
  { cell: 'GRU', resetAfter: true },
  { cell: 'GRU', resetAfter: false },
];
const shapes = [
  { units: 5, steps: 2, examples: 1 },
  { units: 33, steps: 7, examples: 37, layers: 2 },
  { units: 1, steps: 9, examples: 18, inputProjection: true, layers: 4 },
  { units: 16, steps: 30, examples: 16 },
];
const cases = cells.flatMap((cell) =>
  shapes.flatMap(({ steps, examples, ...shape }) => {
    const network = nextPixelNetwork({ ...cell, ...shape }, steps);
    const form = cell.resetAfter === false ? ' reset-before' : '';
    const title = `${cell.cell}${form}, ${shape.units} units, ${steps} steps, batch ${examples}`;
    return binding.instructionSets().map((instructionSet) => {
      return { title, instructionSet, network, examples, images: someImages(examples, steps) };
    });
  }),
);

describe.each(cases)('$instructionSet on $title', (one) => {
  const { instructionSet, network, examples, images } = one;
  const parameters = someParameters(network);
  const lossOf = (values: Float32Array) =>
    meanLoss(logitsByEquations(network, values, images), images, network.steps);

  /** Central differences of the equations, along a few random directions. */
  it('has the loss of the equations and the gradient of finite differences', async () => {
    const session = openSession(network, images, parameters, { instructionSet });
    const { loss, gradient } = await lossAndGradientOf(session, examples);
    expect(loss).toBeCloseTo(lossOf(parameters), 5);
    for (let which = 0; which < 3; which++) {
      const uniform = randomUniform(100 + which, 'shuffle');
      const moved = (by: number) => parameters.map((value, n) => value + by * (uniform(n) - 0.5));
      const [ahead, behind] = [moved(2 ** -8), moved(-(2 ** -8))];
      const direction = ahead.map((value, n) => value - behind[n]!);
      const found = gradient.reduce((sum, g, n) => sum + g * direction[n]!, 0);
      const size = Math.hypot(...gradient) * Math.hypot(...direction);
      expect(Math.abs(found - (lossOf(ahead) - lossOf(behind))) / size).toBeLessThan(5e-4);
    }
  });

  it('evaluates all pixels but the first of each image', async () => {
    const session = openSession(network, images, parameters, { instructionSet });
    const found = await binding.evaluate(session, 1);
    const logits = logitsByEquations(network, parameters, images);
    expect(found.targets).toBe(examples * (network.steps - 1));
    expect(found.lossSum / found.targets).toBeCloseTo(lossOf(parameters), 5);
    const confusion = [0, 0, 0, 0];
    logits.forEach((logit, n) => {
      if (n % network.steps < network.steps - 1)
        confusion[images[n + 1]! * 2 + Number(logit > 0)]!++;
    });
    expect([...found.confusion]).toEqual(confusion);
    expect(found.correct).toBe(confusion[0]! + confusion[3]!);
  });

  it('answers at every step, the last too', async () => {
    const device = binding.createDevice(2, instructionSet);
    const [logits, probabilities] = await binding.record(
      device,
      layOut(device, network),
      parameters,
      Float32Array.from(images),
      examples,
      network.steps,
      ['head.logits', 'head.probabilities'],
      [],
    );
    const expected = logitsByEquations(network, parameters, images);
    expect(relativeDifference(logits!, expected)).toBeLessThan(1e-5);
    const sigmoids = expected.map((logit) => 1 / (1 + Math.exp(-logit)));
    expect(relativeDifference(probabilities!, sigmoids)).toBeLessThan(1e-5);
  });
});

/** More threads share 256 MB, so a sequence is cut into more segments, and computed anew from them. */
describe.each([
  { cell: 'LSTM', units: 128 },
  { cell: 'GRU', units: 40, layers: 3 },
  { cell: 'GRU', units: 64, resetAfter: false, inputProjection: true },
] satisfies RecipeChoices[])('784 steps of $cell, $units units', (choices) => {
  const [steps, examples] = [784, 33];
  const network = nextPixelNetwork(choices, steps);
  const images = someImages(examples, steps);
  const optimizer = { dropout: 0.2, clipNorm: 0.5, weightDecay: 0.01, seed: 3 };
  const open = (more: SessionChoices) =>
    openSession(network, images, someParameters(network), { optimizer, ...more });

  it('has the same bits on any number of threads', async () => {
    const outcome = async (threads: number) => {
      const session = open({ threads });
      const losses = await trainSteps(session, examples, 2);
      return { losses, ...binding.read(session), ...(await binding.evaluate(session, 0)) };
    };
    const expected = await outcome(1);
    for (const threads of [7, 64]) expect(await outcome(threads)).toEqual(expected);
  });

  it('goes on with the same bits', async () => {
    const whole = open({});
    await trainSteps(whole, examples, 2);
    const first = open({});
    await trainSteps(first, examples, 1);
    const { parameters, ...moments } = binding.read(first);
    const second = openSession(network, images, parameters, { optimizer, moments });
    await trainSteps(second, examples, 1, 1);
    expect(binding.read(second)).toEqual(binding.read(whole));
  });
});

describe('a call of many steps', () => {
  const network = nextPixelNetwork({ cell: 'GRU', units: 32 }, 784);
  const images = someImages(20, 784);

  it('ends within a step when it is stopped, which is then not taken', async () => {
    const session = openSession(network, images, someParameters(network));
    const training = trainSteps(session, 20, 1000);
    setTimeout(() => binding.stop(session), 100);
    const { length } = await training;
    expect(length).toBeLessThan(1000);
    const other = openSession(network, images, someParameters(network));
    await trainSteps(other, 20, length);
    expect(binding.read(other)).toEqual(binding.read(session));
  });
});

describe('the border', () => {
  const [fastest] = binding.instructionSets();
  const device = binding.createDevice(1, fastest);
  const sound = {
    task: 'nextPixel',
    cell: 'lstm',
    units: 3,
    layers: 1,
    columns: 1,
    classes: 1,
    inputProjection: false,
    reluFirst: false,
    hiddenWidths: new Int32Array(0),
  } as const;

  it.each([
    [{ task: 'guess' as 'nextPixel' }, 'task: no task guess'],
    [{ columns: 2 }, 'columns: expected 1 where the next pixel is predicted'],
    [{ classes: 2 }, /^classes: expected a whole number from 1 to 1/],
    [{ hiddenWidths: Int32Array.of(64) }, /^hiddenWidths: expected none/],
    [{ reluFirst: true }, /^hiddenWidths: expected none, nor ReLU first/],
  ])('refuses a network with %j', (wrong, message) => {
    expect(() => binding.createNetwork(device, { ...sound, ...wrong })).toThrow(message);
  });

  it('refuses images of one pixel', () => {
    const network = nextPixelNetwork({ cell: 'GRU', units: 3 }, 1);
    expect(() => openSession(network, someImages(4, 1), someParameters(network))).toThrow(
      'dataset: expected at least 2 pixels, or there is none to predict',
    );
  });
});
