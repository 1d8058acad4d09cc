import { useEffect } from 'preact/hooks';
import { signal } from '@preact/signals';

import { ApiError } from '../api/apiError.ts';
import { send } from '../api/client.ts';
import { CancelDocument } from '../api/documents.ts';
import { Mistake } from '../parts/Mistake.tsx';
import { go, look } from '../state/store.ts';
import '../style/train.css';
import { Curves, RunHead } from './Curves.tsx';
import { Film } from './Film.tsx';
import { followRuns, headRun, isOpen, news, runName } from './runs.ts';
import { RunsTable, stateWords } from './RunsTable.tsx';
import { TrainForm } from './TrainForm.tsx';

const failure = signal<ApiError | null>(null);

/** Training: ask for a run, watch it, and see what its gates become. */
export default function TrainView() {
  useEffect(followRuns, []);
  const run = headRun.value;
  return (
    <div class="train">
      <h1 class="unseen">Train a network and watch it</h1>
      <TrainForm />
      <div class="train-right">
        {run !== null && (
          <>
            <header class="run-head">
              <h2>{runName(run)}</h2>
              <span class="muted" role="status">
                {stateWords(run, news.value.get(run.id)?.step ?? run.step)}
                {run.engine !== null && ` on ${run.engine}`}
              </span>
              <span class="run-acts">
                {run.model && (
                  <button type="button" class="button" onClick={() => lookInto(run.model!.slug)}>
                    Look inside
                  </button>
                )}
                {isOpen(run) && (
                  <button type="button" class="button" onClick={() => void cancel(run.id)}>
                    Cancel
                  </button>
                )}
              </span>
            </header>
            {run.error && <Mistake error={run.error} />}
            <Mistake error={failure.value} />
            <RunHead />
            <Curves />
            <Film />
          </>
        )}
        <RunsTable />
      </div>
    </div>
  );
}

function lookInto(slug: string): void {
  go({
    view: 'look',
    look: { ...look.value, subject: { kind: 'model', slug }, changes: [], beside: null },
  });
}

async function cancel(run: string): Promise<void> {
  try {
    const { cancelRun } = await send(CancelDocument, { run });
    const [error] = cancelRun.userErrors;
    failure.value = error === undefined ? null : new ApiError(error.code, error.message);
  } catch (error) {
    failure.value = error instanceof ApiError ? error : new ApiError('INTERNAL', String(error));
  }
}
