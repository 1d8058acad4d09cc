import { ask } from '../api/client.ts';
import { ModelCardDocument, type ListedFragment, type ModelCardQuery } from '../api/documents.ts';
import { models } from '../look/models.ts';
import { grouped, percent } from '../look/numbers.ts';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { PanelActions } from '../parts/Panel.tsx';
import { resource } from '../parts/resource.ts';
import { go, look, state, view } from '../state/store.ts';
import { Confusion } from './Confusion.tsx';
import { EquationText } from './EquationText.tsx';
import { cardModel, changeZoo } from './models.ts';

type Card = NonNullable<ModelCardQuery['model']>;

export const card = resource<Card>(() => {
  const model = cardModel.value;
  if (view.value !== 'zoo' || model === null) return null;
  return {
    key: model.id,
    load: async () => {
      const found = (await ask(ModelCardDocument, { model: model.id })).model;
      if (found === null) throw new Error('The model is not there any more.');
      return found;
    },
  };
});

/** One model: how good it is, what it computes, and the run that made it. */
export function ModelCard({ model }: { model: ListedFragment }) {
  const { architecture, evaluation, weights, slug, parameterCount } = model;
  const found = card.value.value?.slug === slug ? card.value.value : null;
  return (
    <article class="card" aria-labelledby="title-card" aria-busy={card.isLate.value}>
      <header class="panel-head">
        <h2 id="title-card" class="big">
          {slug}
        </h2>
        <span class="muted sub">{architecture.title}</span>
        <PanelActions name={slug} query={() => cardQuery(slug)} downloads={[]} />
      </header>
      <p class="card-acts">
        <button type="button" class="button primary" onClick={() => lookInto(slug)}>
          <Icon name="play" /> Look inside
        </button>
        <CompareMenu slug={slug} />
        <button type="button" class="button" onClick={() => trainAgain(architecture)}>
          Train again
        </button>
        <a class="button plain" href={weights.url} download>
          <Icon name="download" /> weights
        </a>
      </p>
      <p class="muted description">{architecture.description}</p>
      <dl class="facts">
        {evaluation && (
          <>
            <dt>accuracy</dt>
            <dd>
              <b>{percent(evaluation.accuracy)} %</b>{' '}
              <span class="muted">
                95 %: {percent(evaluation.accuracyInterval[0] ?? 0)} to{' '}
                {percent(evaluation.accuracyInterval[1] ?? 0)}, {grouped(evaluation.examples)} test
                images
              </span>
            </dd>
            <dt>cross-entropy</dt>
            <dd>
              {evaluation.crossEntropy.toFixed(4)} <span class="muted">nats</span>
            </dd>
          </>
        )}
        <dt>parameters</dt>
        <dd>
          {grouped(parameterCount)} <span class="muted">in {grouped(weights.bytes)} bytes</span>
        </dd>
        <RunFacts found={found} model={model} />
      </dl>
      <h3>Equations</h3>
      <ol class="equation-list">
        {architecture.equations.map((equation) => (
          <li>
            <EquationText text={equation} />
          </li>
        ))}
      </ol>
      {architecture.paper !== null && <p class="muted small">{architecture.paper}</p>}
      <h3>
        Confusion <span class="muted">on the test images; a number opens its images</span>
      </h3>
      <Mistake error={card.error.value} />
      {found?.evaluation ? (
        <Confusion slug={slug} dataset={model.dataset} evaluation={found.evaluation} />
      ) : (
        <div class="skeleton" style={{ height: '280px' }} />
      )}
      {found?.run && <SmallCurve points={found.run.curve} />}
    </article>
  );
}

function RunFacts({ found, model }: { found: Card | null; model: ListedFragment }) {
  const run = found?.run ?? null;
  if (run === null) return null;
  const { options, startedAt, finishedAt, step, engine } = run;
  const seconds =
    startedAt === null || finishedAt === null
      ? null
      : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return (
    <>
      <dt>trained</dt>
      <dd>
        {seconds !== null && seconds > 0 && <>{seconds.toFixed(1)} s </>}
        <span class="muted">
          {engine !== null && `on ${engine}, `}
          {model.createdAt.slice(0, 10)}
        </span>
      </dd>
      <dt>run</dt>
      <dd>
        {grouped(step)} steps{' '}
        <span class="muted">
          of {options.batchSize}, Adam {options.learningRate}, seed {options.seed}
          {options.dropout > 0 && `, dropout ${options.dropout}`}
        </span>
      </dd>
    </>
  );
}

function CompareMenu({ slug }: { slug: string }) {
  return (
    <Menu
      name="Compare with another model"
      label={
        <>
          Compare with <Icon name="down" />
        </>
      }
    >
      {() =>
        models.value
          .filter((other) => other.slug !== slug)
          .map((other) => (
            <button
              type="button"
              role="menuitem"
              onClick={() => changeZoo({ model: slug, other: other.slug })}
            >
              {other.slug}{' '}
              {other.evaluation && (
                <span class="muted">{percent(other.evaluation.accuracy)} %</span>
              )}
            </button>
          ))
      }
    </Menu>
  );
}

function SmallCurve({ points }: { points: readonly { step: number; value: number }[] }) {
  const errors = points.map(({ step, value }) => ({
    step,
    error: Math.max(1e-3, 100 * (1 - value)),
  }));
  const [first, last] = [errors[0], errors.at(-1)];
  if (first === undefined || last === undefined || errors.length < 2) return null;
  const logs = errors.map(({ error }) => Math.log(error));
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  const x = (step: number) => (100 * (step - first.step)) / (last.step - first.step);
  const y = (log: number) => (100 * (most - log)) / (most - least || 1);
  const path = errors
    .map(({ step }, n) => `${n === 0 ? 'M' : 'L'}${x(step).toFixed(2)} ${y(logs[n]!).toFixed(2)}`)
    .join('');
  return (
    <>
      <h3>
        Test error, % <span class="muted">over its {grouped(last.step)} steps, logarithmic</span>
      </h3>
      <div class="small-curve">
        <span class="small muted">{Math.exp(most).toFixed(0)}</span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" class="mark-1">
          <path d={path} />
        </svg>
        <b>{last.error.toFixed(2)}</b>
      </div>
    </>
  );
}

function lookInto(slug: string): void {
  go({
    view: 'look',
    look: { ...look.value, subject: { kind: 'model', slug }, changes: [], beside: null },
  });
}

function trainAgain({ slug }: ListedFragment['architecture']): void {
  go({ view: 'train', train: { ...state.value.train, form: { architecture: slug } } });
}

function cardQuery(slug: string) {
  return {
    query: `query Model {\n  model(model: ${JSON.stringify(slug)}) {\n    slug\n    parameterCount\n    architecture { title equations }\n    evaluation { accuracy accuracyInterval crossEntropy confusion }\n    run { engine step options { batchSize learningRate seed } }\n  }\n}\n`,
  };
}
