import { totalSteps } from '../../networks/trainingOptions.ts';
import { trainedParameterCount } from '../../networks/parameters.ts';
import { datasets } from '../look/models.ts';
import { grouped } from '../look/numbers.ts';
import { networkOf } from '../network/networkOfModel.ts';
import { architectures, form } from './form.ts';
import { ownRuns } from './runs.ts';
import { trainInput } from './trainInput.ts';

/** Parameters, steps, and the time by what runs of the same network took here. */
export function Cost() {
  const size = datasets.value.find(({ name }) => name === (form.value['dataset'] ?? 'mnist'));
  const input = trainInput(form.value);
  const epochs = input.epochs ?? 10;
  const batchSize = input.batchSize ?? 256;
  const steps = size === undefined ? NaN : totalSteps({ epochs, batchSize }, size.train);
  const parameters = size === undefined ? null : parameterCount(size);
  const rate = measuredRate();
  const examples = steps * batchSize;
  return (
    <dl class="cost">
      <dt class="muted">Parameters</dt>
      <dd>
        <b>{parameters === null ? '–' : grouped(parameters)}</b>
      </dd>
      <dt class="muted">Steps</dt>
      <dd>
        <b>{Number.isFinite(steps) ? grouped(steps) : '–'}</b>
      </dd>
      <dt class="muted">Expected</dt>
      <dd>
        {rate === null || !Number.isFinite(examples) ? (
          <span class="muted">not known before a run of this network</span>
        ) : (
          <>
            <b>{Math.ceil(examples / rate)} s</b>{' '}
            <span class="muted">at {grouped(Math.round(rate))} examples a second</span>
          </>
        )}
      </dd>
    </dl>
  );
}

function parameterCount(size: { rows: number; columns: number; classes: number }): number | null {
  const slug = form.value['architecture'];
  if (slug !== undefined) {
    return architectures.value.value?.find((one) => one.slug === slug)?.parameterCount ?? null;
  }
  try {
    const { recipe } = trainInput(form.value);
    const none = { convolutions: null, dense: null, layers: 1, head: null, initialization: null };
    const chosen = { ...none, ...recipe } as unknown as Parameters<typeof networkOf>[0];
    return trainedParameterCount(networkOf(chosen, { ...size, binarizeThreshold: null }));
  } catch {
    // What is out of range is told by the API when it is sent.
    return null;
  }
}

/** Examples a second of the newest run of the same cell, units and layers that was trained here. */
function measuredRate(): number | null {
  const { recipe, architecture, engine } = trainInput(form.value);
  const run = ownRuns.value.find(({ architecture: of, status, startedAt, finishedAt, options }) => {
    if (status !== 'SUCCEEDED' || startedAt === null || finishedAt === null) return false;
    if (engine != null && options.engine !== engine) return false;
    if (architecture != null) return of.slug === architecture;
    if (recipe == null) return false;
    return (
      of.cell === recipe.cell && of.units === recipe.units && of.layers === (recipe.layers ?? 1)
    );
  });
  if (run?.startedAt == null || run.finishedAt === null) return null;
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  return (run.step * run.options.batchSize) / seconds;
}
