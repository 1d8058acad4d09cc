import { floatsFromBase64 } from '../api/base64.ts';
import { ask } from '../api/client.ts';
import { ComparedDocument, type ComparedQuery, type ListedFragment } from '../api/documents.ts';
import { Thumb } from '../look/DrawPanel.tsx';
import { datasets } from '../look/models.ts';
import { grouped, percent } from '../look/numbers.ts';
import { Icon } from '../parts/Icon.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { PanelActions } from '../parts/Panel.tsx';
import { resource } from '../parts/resource.ts';
import { go, look, view } from '../state/store.ts';
import { Confusion } from './Confusion.tsx';
import { cardModel, changeZoo, zoo } from './models.ts';

type Comparison = ComparedQuery['comparison'];
type Example = Comparison['pair']['onlyFirstExamples'][number];

const comparison = resource<Comparison>(() => {
  const { other } = zoo.value;
  const model = cardModel.value;
  if (view.value !== 'zoo' || model === null || other === null) return null;
  const pair = { first: model.slug, second: other };
  return {
    key: `${model.slug} ${other}`,
    load: async () =>
      (await ask(ComparedDocument, { models: [model.slug, other], ...pair })).comparison,
  };
});

/** Two models on all test images: where one is right and the other wrong. */
export function ComparedModels({ model, other }: { model: ListedFragment; other: string }) {
  const found = comparison.value.value;
  const isThese = found?.models.map((one) => one.model.slug).join(' ') === `${model.slug} ${other}`;
  return (
    <article class="card" aria-labelledby="title-compared">
      <header class="panel-head">
        <h2 id="title-compared" class="big">
          {model.slug} and {other}
        </h2>
        <PanelActions
          name="comparison"
          query={() => comparisonQuery(model.slug, other)}
          downloads={[]}
        />
        <button
          type="button"
          class="icon-button"
          aria-label="Close the comparison"
          onClick={() => changeZoo({ other: null })}
        >
          <Icon name="cross" />
        </button>
      </header>
      <p class="card-acts">
        <button type="button" class="button primary" onClick={() => lookBeside(model.slug, other)}>
          <Icon name="play" /> Look at both
        </button>
      </p>
      <Mistake error={comparison.error.value} />
      {!isThese && comparison.error.value === null ? (
        <p class="empty" role="status">
          Both read all test images. The first time this takes a few seconds.
        </p>
      ) : (
        found && isThese && <Found found={found} model={model} other={other} />
      )}
    </article>
  );
}

function Found({
  found,
  model,
  other,
}: {
  found: Comparison;
  model: ListedFragment;
  other: string;
}) {
  const { pair, models, examples } = found;
  const [first, second] = models;
  return (
    <>
      <table class="pair-table">
        <thead>
          <tr>
            <td />
            <th scope="col" class="number">
              {other} right
            </th>
            <th scope="col" class="number">
              {other} wrong
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{model.slug} right</th>
            <td class="number">{grouped(pair.bothRight)}</td>
            <td class="number strong">{grouped(pair.onlyFirst)}</td>
          </tr>
          <tr>
            <th scope="row">{model.slug} wrong</th>
            <td class="number strong">{grouped(pair.onlySecond)}</td>
            <td class="number">{grouped(pair.bothWrong)}</td>
          </tr>
        </tbody>
      </table>
      <p class="muted small">
        of {grouped(examples)} test images;{' '}
        {models
          .map(({ model: one, evaluation }) => `${one.slug} ${percent(evaluation.accuracy)} %`)
          .join(', ')}
      </p>
      <Gallery
        title={`Only ${model.slug} is right`}
        examples={pair.onlyFirstExamples}
        total={pair.onlyFirst}
        model={model.slug}
        other={other}
      />
      <Gallery
        title={`Only ${other} is right`}
        examples={pair.onlySecondExamples}
        total={pair.onlySecond}
        model={model.slug}
        other={other}
      />
      {[first, second].map(
        (one) =>
          one && (
            <>
              <h3>Confusion of {one.model.slug}</h3>
              <Confusion
                slug={one.model.slug}
                dataset={model.dataset}
                evaluation={{ confusion: one.evaluation.confusion }}
              />
            </>
          ),
      )}
    </>
  );
}

interface GalleryProps {
  title: string;
  examples: readonly Example[];
  total: number;
  model: string;
  other: string;
}

function Gallery({ title, examples, total, model, other }: GalleryProps) {
  return (
    <>
      <h3>
        {title}{' '}
        <span class="muted">
          {examples.length < total ? `${examples.length} of ${grouped(total)}` : total}
        </span>
      </h3>
      <ul class="gallery">
        {examples.map(({ index, label, firstAnswer, secondAnswer, image, dataset }) => {
          const size = datasets.value.find(({ name }) => name === dataset);
          return (
            <li>
              <button
                type="button"
                aria-label={`${label}: ${firstAnswer}, ${secondAnswer}, as ${model} and ${other} read test ${index}`}
                onClick={() => lookBeside(model, other, dataset, index)}
              >
                <Thumb
                  values={floatsFromBase64(image.pixels.base64)}
                  size={[size?.rows ?? 28, size?.columns ?? 28]}
                  title={`${label}: ${firstAnswer}, ${secondAnswer}`}
                />
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function lookBeside(first: string, second: string, dataset?: string, index?: number): void {
  const picture =
    dataset === undefined || index === undefined
      ? look.value.picture
      : ({ kind: 'example', dataset, split: 'TEST', index } as const);
  go({
    view: 'look',
    look: {
      ...look.value,
      ...{ picture, changes: [] },
      subject: { kind: 'model', slug: first },
      beside: { subject: { kind: 'model', slug: second } },
    },
  });
}

function comparisonQuery(first: string, second: string) {
  const [one, other] = [JSON.stringify(first), JSON.stringify(second)];
  return {
    query: `query Compared {\n  comparison(models: [${one}, ${other}]) {\n    examples\n    pair(model: ${one}, other: ${other}) {\n      bothRight\n      onlyFirst\n      onlySecond\n      bothWrong\n      onlyFirstExamples(first: 20) { index label firstAnswer secondAnswer }\n    }\n  }\n}\n`,
  };
}
