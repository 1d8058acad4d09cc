import { ask } from '../api/client.ts';
import { AnswersDocument, type ImageInput } from '../api/documents.ts';
import { datasets } from '../look/models.ts';
import { announce } from '../parts/announce.ts';
import { go, look } from '../state/store.ts';

/** As many as a request takes. */
const BATCH = 20;

/** Opens in Look the next test image of a class that the model reads as another. */
export async function nextConfused(
  slug: string,
  dataset: string,
  label: number,
  answer: number,
): Promise<void> {
  const examples = datasets.value.find(({ name }) => name === dataset)?.test ?? 0;
  announce(`Looking for a ${label} that ${slug} reads as a ${answer} …`);
  try {
    for (let first = 0; first < examples; first += BATCH) {
      const images = Array.from(
        { length: Math.min(BATCH, examples - first) },
        (_, n): ImageInput => {
          return { example: { dataset, split: 'TEST', index: first + n } };
        },
      );
      const { traces } = await ask(AnswersDocument, { model: slug, images });
      const found = traces.find(
        ({ image, decision }) => image.label === label && decision.label === answer,
      );
      if (found?.image.index == null) continue;
      announce('');
      openInLook(slug, dataset, found.image.index);
      return;
    }
    announce('There is none.');
  } catch (error) {
    announce(error instanceof Error ? error.message : String(error));
  }
}

export function openInLook(slug: string, dataset: string, index: number): void {
  go({
    view: 'look',
    look: {
      ...look.value,
      subject: { kind: 'model', slug },
      picture: { kind: 'example', dataset, split: 'TEST', index },
      changes: [],
      beside: null,
    },
  });
}
