import type { ModelsQuery } from '../api/documents.ts';
import { Thumb } from '../look/DrawPanel.tsx';
import { grouped } from '../look/numbers.ts';
import { Icon } from '../parts/Icon.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { PanelActions } from '../parts/Panel.tsx';
import { resource } from '../parts/resource.ts';
import { Segments } from '../parts/Segments.tsx';
import { splits, type SplitName } from '../state/picture.ts';
import { go, look, state, view } from '../state/store.ts';
import { changeData } from './changeData.ts';
import { datasets } from '../look/models.ts';
import { examplesFrom, type ShownExample } from './examples.ts';

type DatasetRow = ModelsQuery['datasets'][number];

/** Images on a page; of one class they are looked for among as many as `SPREAD` times that. */
const PAGE = 84;
const SPREAD = 12;

function totalOf(dataset: DatasetRow, split: SplitName): number {
  return { TRAIN: dataset.train, VALIDATION: dataset.validation, TEST: dataset.test }[split];
}

const shown = resource<ShownExample[]>(() => {
  const { dataset, split, label, page } = state.value.data;
  const found = datasets.value.find(({ name }) => name === dataset);
  if (view.value !== 'data' || found === undefined) return null;
  const from = page * PAGE * (label === null ? 1 : SPREAD);
  const source = { dataset, split, total: totalOf(found, split) };
  return {
    key: [dataset, split, label, page].join(' '),
    load: () => examplesFrom(source, label, from, PAGE),
  };
});

/** The images of a split, of all classes or one; each opens in Look. */
export function Gallery({ dataset }: { dataset: DatasetRow }) {
  const { split, label, page } = state.value.data;
  const total = totalOf(dataset, split);
  const perPage = PAGE * (label === null ? 1 : SPREAD);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const images = shown.value.value ?? [];
  const size: [number, number] = [dataset.rows, dataset.columns];
  return (
    <section
      class="data-gallery"
      aria-label={`Images of ${dataset.name}`}
      aria-busy={shown.isLate.value}
    >
      <header class="panel-head">
        <h2>{dataset.name}</h2>
        <Segments
          name="Split"
          value={split}
          options={splits.map((value) => ({
            value,
            label: `${value.toLowerCase()} ${grouped(totalOf(dataset, value))}`,
          }))}
          onChange={(value) => changeData({ split: value, page: 0 })}
        />
        <PanelActions
          name="gallery"
          query={() => galleryQuery(dataset.name, split)}
          downloads={[]}
        />
      </header>
      <div class="data-classes">
        <Segments
          name="Class"
          value={label === null ? 'all' : String(label)}
          options={[
            { value: 'all', label: 'All classes' },
            ...Array.from({ length: dataset.classes }, (_, n) => ({
              value: String(n),
              label: String(n),
            })),
          ]}
          onChange={(value) =>
            changeData({ label: value === 'all' ? null : Number(value), page: 0 })
          }
        />
        <span class="stepper large pages">
          <button
            type="button"
            aria-label="Page before"
            disabled={page === 0}
            onClick={() => changeData({ page: page - 1 })}
          >
            <Icon name="left" />
          </button>
          <b>
            {grouped(page * perPage)} – {grouped(Math.min(total, (page + 1) * perPage) - 1)}
          </b>
          <button
            type="button"
            aria-label="Next page"
            disabled={page + 1 >= pages}
            onClick={() => changeData({ page: page + 1 })}
          >
            <Icon name="right" />
          </button>
        </span>
      </div>
      <Mistake error={shown.error.value} />
      <ul class="gallery big-gallery">
        {images.map(({ index, label: of, pixels }) => (
          <li key={index}>
            <button
              type="button"
              aria-label={`${index}: ${of}, look at this ${split.toLowerCase()} image`}
              onClick={() => open(dataset.name, split, index)}
            >
              <Thumb values={pixels} size={size} title={`${index}: ${of}`} />
            </button>
          </li>
        ))}
        {images.length === 0 &&
          shown.value.value === null &&
          Array.from({ length: PAGE }, () => <li class="skeleton placeholder" />)}
      </ul>
      {images.length === 0 && shown.value.value !== null && (
        <p class="empty">No image of this class here; go on to the next page.</p>
      )}
    </section>
  );
}

function open(dataset: string, split: SplitName, index: number): void {
  go({
    view: 'look',
    look: { ...look.value, picture: { kind: 'example', dataset, split, index }, beside: null },
  });
}

function galleryQuery(dataset: string, split: SplitName) {
  const example = `{ dataset: ${JSON.stringify(dataset)}, split: ${split}, index: 0 }`;
  return {
    query: `query Images {\n  image(image: { example: ${example} }) {\n    label\n    rows\n    columns\n    pixels { values }\n  }\n}\n`,
  };
}
