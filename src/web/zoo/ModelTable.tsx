import type { ComponentChildren } from 'preact';

import type { ListedFragment } from '../api/documents.ts';
import { catalog, models } from '../look/models.ts';
import { grouped, percent } from '../look/numbers.ts';
import { csvOf } from '../parts/files.ts';
import { Mistake } from '../parts/Mistake.tsx';
import { PanelActions } from '../parts/Panel.tsx';
import { Segments } from '../parts/Segments.tsx';
import { cardModel, changeZoo, shownModels, sortBy, zoo, type Column } from './models.ts';
import { whiskerAxis, Whisker, WhiskerAxis } from './Whisker.tsx';

/** Every model in a line; a click opens its card. */
export function ModelTable() {
  const { search, cell, other } = zoo.value;
  const shown = shownModels.value;
  const axis = whiskerAxis(models.value);
  return (
    <section class="zoo-list" aria-label="Models">
      <div class="zoo-filters">
        <input
          class="field"
          type="search"
          placeholder="Name or architecture"
          aria-label="Name or architecture"
          value={search}
          onInput={({ currentTarget }) => changeZoo({ search: currentTarget.value }, 'move')}
        />
        <Segments
          name="Cell"
          value={cell ?? 'any'}
          options={[
            { value: 'any', label: 'Any cell' },
            { value: 'LSTM', label: 'LSTM' },
            { value: 'GRU', label: 'GRU' },
            { value: 'RNN', label: 'RNN' },
            { value: 'none', label: 'none' },
          ]}
          onChange={(value) => changeZoo({ cell: value === 'any' ? null : value }, 'move')}
        />
        <span class="muted count">
          {shown.length} of {models.value.length}
          {other !== null && `, comparing with ${other}`}
        </span>
        <PanelActions
          name="models"
          query={tableQuery}
          downloads={[{ label: 'CSV', file: 'models.csv', make: () => csvOf(csvTable(shown)) }]}
        />
      </div>
      <Mistake error={catalog.error.value} />
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of models">
        <table class="zoo-table">
          <thead>
            <tr>
              <Head column="model">model</Head>
              <Head column="cell">cell</Head>
              <Head column="units" isNumber>
                units
              </Head>
              <Head column="layers" isNumber>
                layers
              </Head>
              <Head column="parameters" isNumber>
                parameters
              </Head>
              <Head column="accuracy" isNumber>
                accuracy, %
              </Head>
              <th scope="col" class="whisker">
                <span class="unseen">accuracy with its 95 % interval</span>
                <WhiskerAxis axis={axis} />
              </th>
              <Head column="crossEntropy" isNumber>
                cross-entropy
              </Head>
              <Head column="engine">engine</Head>
              <Head column="trained" isNumber>
                trained
              </Head>
            </tr>
          </thead>
          <tbody>
            {shown.map((model) => (
              <ModelLine model={model} axis={axis} />
            ))}
          </tbody>
        </table>
      </div>
      {catalog.value.value !== null && shown.length === 0 && (
        <p class="empty">
          No model is called so.{' '}
          <button
            type="button"
            class="as-link strong"
            onClick={() => changeZoo({ search: '', cell: null }, 'move')}
          >
            Show all
          </button>
        </p>
      )}
    </section>
  );
}

interface HeadProps {
  column: Column;
  isNumber?: boolean;
  children: ComponentChildren;
}

function Head({ column, isNumber = false, children }: HeadProps) {
  const { sort, descending } = zoo.value;
  const isSorted = sort === column;
  return (
    <th
      scope="col"
      class={`column-${column} ${isNumber ? 'number' : ''}`}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        class={`as-link ${isSorted ? 'strong' : ''}`}
        onClick={() => sortBy(column)}
      >
        {children}
        {isSorted && <span aria-hidden="true"> {descending ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function ModelLine({
  model,
  axis,
}: {
  model: ListedFragment;
  axis: ReturnType<typeof whiskerAxis>;
}) {
  const { slug, architecture, parameterCount, evaluation, run, createdAt } = model;
  const isOpen = cardModel.value?.slug === slug;
  const open = () => changeZoo({ model: slug });
  return (
    <tr class={isOpen ? 'open' : undefined} onClick={open}>
      <th scope="row">
        <button
          type="button"
          class="as-link"
          aria-current={isOpen}
          onClick={(event) => {
            event.stopPropagation();
            open();
          }}
        >
          {slug}
        </button>
      </th>
      <td class="muted column-cell">{architecture.cell ?? '–'}</td>
      <td class="number column-units">{architecture.units ?? '–'}</td>
      <td class="number column-layers">{architecture.layers ?? '–'}</td>
      <td class="number column-parameters">{grouped(parameterCount)}</td>
      <td class="number accuracy">{evaluation ? percent(evaluation.accuracy) : '–'}</td>
      <td class="whisker">
        {evaluation && (
          <Whisker
            axis={axis}
            accuracy={evaluation.accuracy}
            interval={evaluation.accuracyInterval}
          />
        )}
      </td>
      <td class="number column-crossEntropy">{evaluation?.crossEntropy.toFixed(4) ?? '–'}</td>
      <td class="muted column-engine">{engineName(run?.engine ?? null)}</td>
      <td class="number muted column-trained">{createdAt.slice(0, 10)}</td>
    </tr>
  );
}

/** `native` of `native 1.2.0 avx2`. */
function engineName(engine: string | null): string {
  const [name = '–'] = (engine ?? '–').split(' ');
  return name === 'tensorflow' ? 'TensorFlow' : name;
}

function csvTable(shown: ListedFragment[]): (string | number)[][] {
  const head = [
    'model',
    'cell',
    'units',
    'layers',
    'parameters',
    'accuracy',
    'lower',
    'upper',
    'crossEntropy',
    'trained',
  ];
  const lines = shown.map(({ slug, architecture, parameterCount, evaluation, createdAt }) => [
    ...[
      slug,
      architecture.cell ?? '',
      architecture.units ?? '',
      architecture.layers ?? '',
      parameterCount,
    ],
    ...[evaluation?.accuracy ?? '', ...(evaluation?.accuracyInterval ?? ['', ''])],
    ...[evaluation?.crossEntropy ?? '', createdAt],
  ]);
  return [head, ...lines];
}

function tableQuery() {
  return {
    query:
      'query Models {\n  models(first: 100) {\n    nodes {\n      slug\n      parameterCount\n      architecture { cell units layers }\n      evaluation { accuracy accuracyInterval crossEntropy }\n    }\n  }\n}\n',
  };
}
