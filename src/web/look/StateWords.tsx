import type { RecurrentNetwork } from '../../networks/recipe.ts';
import { valuesAtCursor } from './Equation.tsx';
import { fixed, percent } from './numbers.ts';
import { reading } from './reading.ts';
import { compared, row, unit } from './view.ts';

/** The equation in a sentence. */
export function StateWords({ network }: { network: RecurrentNetwork }) {
  const main = reading.value.value;
  if (main === null) return null;
  const pair = compared.value;
  if (pair !== null) return <ComparedWords />;
  const of = valuesAtCursor(main.activations);
  if (network.recipe.cell === 'GRU') {
    const [z, before, candidate] = [of('updateGate'), of('hiddenState', 1), of('candidate')];
    const [kept, written] = [z * before, (1 - z) * candidate];
    return (
      <p class="words">
        Keeps <b>{percent(z, 0)} %</b> of what unit {unit.value} held and moves it{' '}
        <b>{percent(1 - z, 0)} %</b> of the way to the candidate:
        <br />
        {fixed(kept)} {written < 0 ? '−' : '+'} {fixed(Math.abs(written))} = {fixed(kept + written)}
      </p>
    );
  }
  if (network.recipe.cell === 'RNN') return null;
  const [f, i, o] = [of('forgetGate'), of('inputGate'), of('outputGate')];
  return (
    <p class="words one-line">
      <i>c</i> keeps <b>{percent(f, 0)} %</b> of what it was,{' '}
      <span class="mark-2">{fixed(f * of('cellState', 1))}</span>, and lets in{' '}
      <b>{percent(i, 0)} %</b> of the candidate,{' '}
      <span class="mark-1">{fixed(i * of('candidate'))}</span>; <i>o</i> shows{' '}
      <b>{percent(o, 0)} %</b> of tanh(<i>c</i>).
    </p>
  );
}

function ComparedWords() {
  const pair = compared.value!;
  if (!pair.hasDifference) {
    return (
      <p class="words one-line">
        Two networks have no units in common: unit {unit.value} of the one has nothing to do with
        unit {unit.value} of the other. What can be compared is how they go about it, and their
        answers.
      </p>
    );
  }
  const name = 'hiddenState';
  const [one, other] = [pair.first, pair.second].map(({ activations }) =>
    valuesAtCursor(activations)(name),
  );
  const difference = other! - one!;
  return (
    <p class="words one-line">
      At row {row.value} unit {unit.value} holds <b>{fixed(one!)}</b> {titled(pair.first.title)} and{' '}
      <b>{fixed(other!)}</b> {titled(pair.second.title)}
      {Math.abs(difference) < 5e-4
        ? ': the same.'
        : `: ${fixed(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'}.`}
    </p>
  );
}

function titled(title: string): string {
  return title === 'untouched' || title === 'changed' ? title : `with ${title}`;
}
