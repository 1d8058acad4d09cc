import { changeFromText, changeText, type Change } from './change.ts';
import { pictureFromText, pictureText, splits, type SplitName } from './picture.ts';
import { initialState, type Look, type State, type Subject } from './state.ts';
import { lookParts, viewAt, views, type LookPart } from './views.ts';

/**
 * The state as path and query, and back: `stateAt(addressOf(state))` is that state. What is as in the
 * initial state is left out; what cannot be read counts as left out.
 */
export function addressOf(state: State): string {
  const query = [...commonPairs(state), ...pairsOfView(state)]
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  return views[state.view].path + (query === '' ? '' : `?${query}`);
}

type Pair = [name: string, value: string];

/** The reading goes with every view, so that one can look elsewhere and come back. */
function commonPairs({ look, show }: State): Pair[] {
  const initial = initialState.look;
  const { cursor } = look;
  return pairs({
    ...subjectPairs(look.subject, ''),
    image: differing(pictureText(look.picture), pictureText(initial.picture)),
    fit: look.asMnist ? null : 'off',
    change: look.changes.map(changeText),
    row: cursor.row === null ? null : String(cursor.row),
    layer: differing(String(cursor.layer), String(initial.cursor.layer)),
    unit: differing(String(cursor.unit), String(initial.cursor.unit)),
    maps: look.maps?.join(',') ?? null,
    ...besidePairs(look.beside),
    show: show?.join(',') ?? null,
  });
}

function subjectPairs(subject: Subject, prefix: string): Record<string, string | null> {
  const initial = initialState.look.subject;
  if (subject.kind === 'snapshot') {
    return { [`${prefix}run`]: subject.run, [`${prefix}step`]: String(subject.step) };
  }
  const isInitial = prefix === '' && initial.kind === 'model' && subject.slug === initial.slug;
  return { [`${prefix}model`]: isInitial ? null : subject.slug };
}

function besidePairs(beside: Look['beside']): Record<string, string | null> {
  if (beside === null) return {};
  if ('subject' in beside) return subjectPairs(beside.subject, 'beside-');
  return { 'beside-image': pictureText(beside.picture) };
}

function pairsOfView(state: State): Pair[] {
  const initial = initialState;
  switch (state.view) {
    case 'look':
    case 'complete':
      return [];
    case 'train': {
      const { form, runs, status } = state.train;
      const options = Object.keys(form)
        .sort()
        .map((name): Pair => [`o-${name}`, form[name] as string]);
      return [...options, ...pairs({ curve: runs, status })];
    }
    case 'zoo': {
      const { model, other, sort, descending, search, cell } = state.zoo;
      return pairs({
        ...{ card: model, other, cell },
        sort: differing(sort, initial.zoo.sort),
        order: descending === initial.zoo.descending ? null : 'rising',
        search: differing(search, ''),
      });
    }
    case 'data': {
      const { dataset, split, label, page } = state.data;
      return pairs({
        dataset: differing(dataset, initial.data.dataset),
        split: differing(split, initial.data.split),
        class: label === null ? null : String(label),
        page: differing(String(page), '0'),
      });
    }
  }
}

export function stateAt(address: string): State {
  const { pathname, searchParams: query } = new URL(address, 'http://localhost');
  const initial = initialState;
  const show = list(query.get('show'))?.filter((part): part is LookPart =>
    (lookParts as readonly string[]).includes(part),
  );
  const split = query.get('split') as SplitName;
  return {
    view: viewAt(pathname),
    look: lookAt(query),
    show: show === undefined || show.length === 0 ? null : show,
    train: {
      form: Object.fromEntries(
        [...query]
          .filter(([name]) => name.startsWith('o-'))
          .map(([name, value]) => [name.slice(2), value]),
      ),
      runs: query.getAll('curve'),
      status: query.get('status'),
    },
    zoo: {
      model: query.get('card'),
      other: query.get('other'),
      sort: query.get('sort') ?? initial.zoo.sort,
      descending: query.get('order') !== 'rising',
      search: query.get('search') ?? '',
      cell: query.get('cell'),
    },
    data: {
      dataset: query.get('dataset') ?? initial.data.dataset,
      split: splits.includes(split) ? split : initial.data.split,
      label: wholeNumber(query.get('class')),
      page: wholeNumber(query.get('page')) ?? 0,
    },
  };
}

function lookAt(query: URLSearchParams): Look {
  const initial = initialState.look;
  const maps = list(query.get('maps'));
  const besideSubject = subjectAt(query, 'beside-');
  const besidePicture = pictureFromText(query.get('beside-image') ?? '');
  return {
    subject: subjectAt(query, '') ?? initial.subject,
    picture: pictureFromText(query.get('image') ?? '') ?? initial.picture,
    asMnist: query.get('fit') !== 'off',
    changes: query
      .getAll('change')
      .map(changeFromText)
      .filter((change): change is Change => change !== null),
    cursor: {
      row: wholeNumber(query.get('row')),
      layer: wholeNumber(query.get('layer')) ?? initial.cursor.layer,
      unit: wholeNumber(query.get('unit')) ?? initial.cursor.unit,
    },
    maps: maps === null || maps.length === 0 ? null : maps,
    beside:
      besideSubject !== null
        ? { subject: besideSubject }
        : besidePicture !== null
          ? { picture: besidePicture }
          : null,
  };
}

function subjectAt(query: URLSearchParams, prefix: string): Subject | null {
  const slug = query.get(`${prefix}model`);
  const run = query.get(`${prefix}run`);
  const step = wholeNumber(query.get(`${prefix}step`));
  if (run !== null && step !== null) return { kind: 'snapshot', run, step };
  return slug === null || slug === '' ? null : { kind: 'model', slug };
}

function pairs(values: Record<string, string | string[] | null | undefined>): Pair[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value == null ? [] : [value].flat().map((one): Pair => [name, one]),
  );
}

function differing(value: string, initial: string): string | null {
  return value === initial ? null : value;
}

function list(text: string | null): string[] | null {
  return text === null ? null : text.split(',').filter((part) => part !== '');
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** What may stand in a query as it is, stays readable. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(/%(2C|3A|3B)/g, decodeURIComponent);
}
