import { ApiError } from '../api/apiError.ts';
import { look } from '../state/store.ts';
import { interventionInputs, activeChanges } from './interventions.ts';
import { imageInput, pixels } from './picture.ts';

/** A picture as the service draws it, with axes and labels: a field of the trace, or the image. */
export async function pictureFile(field: string, format: 'svg' | 'png'): Promise<Blob> {
  const { subject, picture } = look.value;
  const shown = pixels.value.value;
  if (shown === null) throw new ApiError('INVALID_IMAGE', 'There is no image yet.');
  const variables = {
    image: imageInput(picture, shown),
    interventions: await interventionInputs(activeChanges.value),
  };
  const isImage = field === 'image';
  const trace = `trace(image: $image, interventions: $interventions${subject.kind === 'model' ? ', model: $model' : ''}) { ${field} { ${format} } }`;
  const [head, body, own] = isImage
    ? ['', 'image(image: $image) { png }', {}]
    : subject.kind === 'model'
      ? [', $interventions: [InterventionInput!], $model: ID!', trace, { model: subject.slug }]
      : [
          ', $interventions: [InterventionInput!], $run: ID!, $step: Int!',
          `snapshot(run: $run, step: $step) { ${trace} }`,
          { run: subject.run, step: subject.step },
        ];
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query Picture($image: ImageInput!${head}) { ${body} }`,
      variables: isImage ? { image: variables.image } : { ...variables, ...own },
    }),
  });
  const { data, errors } = (await response.json()) as Answer;
  const [error] = errors ?? [];
  if (error !== undefined) throw new ApiError('INTERNAL', error.message);
  const text = deepest(data);
  if (format === 'svg') return new Blob([text], { type: 'image/svg+xml' });
  return new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], {
    type: 'image/png',
  });
}

interface Answer {
  data?: unknown;
  errors?: { message: string }[];
}

/** The one text in an answer that has one field on each level. */
function deepest(data: unknown): string {
  let value = data;
  while (typeof value === 'object' && value !== null)
    value = (Object.values(value) as unknown[])[0];
  return typeof value === 'string' ? value : '';
}
