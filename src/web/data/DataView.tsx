import { ask } from '../api/client.ts';
import { BrokenDatasetsDocument, type BrokenDatasetsQuery } from '../api/documents.ts';
import { catalog, datasets } from '../look/models.ts';
import { grouped } from '../look/numbers.ts';
import { Mistake } from '../parts/Mistake.tsx';
import { PanelActions } from '../parts/Panel.tsx';
import { resource } from '../parts/resource.ts';
import { state, view } from '../state/store.ts';
import { changeData } from './changeData.ts';
import { Gallery } from './Gallery.tsx';
import '../style/train.css';
import '../style/data.css';

const data = () => state.value.data;

const chosen = () => datasets.value.find(({ name }) => name === data().dataset) ?? null;

const broken = resource<BrokenDatasetsQuery['brokenDatasets']>(() => {
  if (view.value !== 'data') return null;
  return {
    key: 'broken',
    load: async () => (await ask(BrokenDatasetsDocument, {}, 'new')).brokenDatasets,
  };
});

export default function DataView() {
  const found = chosen();
  const { dataset, split } = data();
  return (
    <div class="data">
      <h1 class="unseen">The data sets</h1>
      <aside class="data-list">
        <header class="panel-head">
          <h2>Data sets</h2>
          <PanelActions name="data sets" query={datasetsQuery} downloads={[]} />
        </header>
        <Mistake error={catalog.error.value} />
        <ul>
          {datasets.value.map((one) => (
            <li>
              <button
                type="button"
                class="data-item"
                aria-current={one.name === dataset}
                onClick={() => changeData({ dataset: one.name, page: 0, label: null })}
              >
                <b>{one.name}</b>
                <span class="muted">
                  {one.rows} × {one.columns}, {one.classes} classes
                </span>
                <span class="small muted">
                  {grouped(one.train)} train, {grouped(one.validation)} validation,{' '}
                  {grouped(one.test)} test
                </span>
                <span class="small muted hash">SHA-256 {one.sha256.slice(0, 16)}…</span>
              </button>
            </li>
          ))}
        </ul>
        <Broken />
        <h3>Bring your own</h3>
        <p class="muted">
          Put four files named as MNIST’s are into <code>data/datasets/NAME/</code>: any size of
          image, up to 10 classes, gzipped or not. The data set is there at once.
        </p>
      </aside>
      {found && <Gallery key={`${dataset} ${split}`} dataset={found} />}
      {found === null && catalog.value.value !== null && (
        <p class="empty">There is no data set called {dataset}. Choose one on the left.</p>
      )}
    </div>
  );
}

function Broken() {
  const found = broken.value.value ?? [];
  if (found.length === 0) return null;
  return (
    <>
      <h3>Cannot be used</h3>
      <ul>
        {found.map(({ name, problem }) => (
          <li class="broken">
            <b>{name}</b>
            <br />
            {problem}
          </li>
        ))}
      </ul>
    </>
  );
}

function datasetsQuery() {
  return {
    query:
      'query Datasets {\n  datasets { name classes rows columns examples(split: TEST) sha256 }\n  brokenDatasets { name problem }\n}\n',
  };
}
