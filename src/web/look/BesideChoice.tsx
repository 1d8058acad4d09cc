import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { pictureName, type Picture } from '../state/picture.ts';
import { changeLook, look } from '../state/store.ts';
import { besideReading } from './reading.ts';
import { subjectRun } from './models.ts';
import { grouped } from './numbers.ts';
import { ModelItems } from './ModelItems.tsx';
import { subjectTitle } from './view.ts';

/** A second reading beside the first: another model, image or snapshot. */
export function BesideChoice() {
  const { beside, subject, picture } = look.value;
  if (beside !== null) {
    const title = 'subject' in beside ? subjectTitle(beside.subject) : pictureName(beside.picture);
    return (
      <span class="pick beside">
        <span class="muted">Beside it</span>
        <span class="chip">
          {title}
          <button
            type="button"
            aria-label="No second reading"
            onClick={() => changeLook({ beside: null })}
          >
            <Icon name="cross" />
          </button>
        </span>
        <button type="button" class="button plain" onClick={swap}>
          swap
        </button>
        <Mistake error={besideReading.error.value} />
      </span>
    );
  }
  const run = subjectRun.value.value;
  return (
    <span class="pick beside">
      <span class="muted wide-words">Beside it</span>
      <Menu name="A second model beside it" label={<Plus word="model" />} isRight>
        {() => (
          <ModelItems
            current={null}
            onChoose={(slug) => changeLook({ beside: { subject: { kind: 'model', slug } } })}
          />
        )}
      </Menu>
      <Menu name="A second image beside it" label={<Plus word="image" />} isRight>
        {() =>
          images(picture).map(({ title, picture: other }) => (
            <button
              type="button"
              role="menuitem"
              onClick={() => changeLook({ beside: { picture: other } })}
            >
              {title}
            </button>
          ))
        }
      </Menu>
      {subject.kind === 'snapshot' && run && (
        <Menu name="A second snapshot beside it" label={<Plus word="snapshot" />} isRight>
          {() =>
            run.snapshots.map(({ step }) => (
              <button
                type="button"
                role="menuitem"
                onClick={() =>
                  changeLook({ beside: { subject: { kind: 'snapshot', run: subject.run, step } } })
                }
              >
                step {grouped(step)}
              </button>
            ))
          }
        </Menu>
      )}
    </span>
  );
}

function Plus({ word }: { word: string }) {
  return (
    <>
      <Icon name="plus" /> {word}
    </>
  );
}

function swap(): void {
  const { beside, subject, picture } = look.value;
  if (beside === null) return;
  if ('subject' in beside) changeLook({ subject: beside.subject, beside: { subject } });
  else changeLook({ picture: beside.picture, beside: { picture } });
}

/** Neighbours in the data set, and the present image put together with the next. */
function images(picture: Picture): { title: string; picture: Picture }[] {
  const base = picture.kind === 'splice' ? picture.top : picture;
  const example =
    base.kind === 'example'
      ? base
      : ({ kind: 'example', dataset: 'mnist', split: 'TEST', index: 0 } as const);
  const at = (by: number): Picture => ({ ...example, index: Math.max(0, example.index + by) });
  const middle = 14;
  const next = at(1);
  return [
    { title: 'the next image', picture: next },
    { title: 'the image before', picture: at(-1) },
    { title: 'a random image', picture: { ...example, index: Math.floor(Math.random() * 1000) } },
    ...(next.kind === 'example'
      ? [
          {
            title: 'its top half on the next image',
            picture: { kind: 'splice', top: base, bottom: next, row: middle } as const,
          },
          {
            title: 'its bottom half under the next image',
            picture: { kind: 'splice', top: next, bottom: base, row: middle } as const,
          },
        ]
      : []),
  ];
}
