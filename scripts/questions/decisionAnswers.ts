import { tellingImages, type Decided, type TellingImages } from './decisionSurvey.ts';
import { markdownTable } from '../../src/formats/markdownTable.ts';

/** Question 5: how the decision steps of each model are distributed. */
export function decisionDistribution(surveys: ReadonlyMap<string, readonly Decided[]>): string {
  const rows = [...surveys].map(([model, survey]) => {
    const steps = survey.map(({ step }) => step).sort((a, b) => a - b);
    const within = (from: number, to: number) =>
      `${((100 * steps.filter((step) => step >= from && step <= to).length) / steps.length).toFixed(1)} %`;
    return [
      model,
      String(middle(steps)),
      within(0, 8),
      within(9, 14),
      within(15, 24),
      within(25, 27),
      `${((100 * survey.filter(({ correct }) => correct).length) / survey.length).toFixed(1)} %`,
    ];
  });
  return markdownTable(
    [
      'model',
      'median step',
      'steps 0 to 8',
      'steps 9 to 14',
      'steps 15 to 24 (“16 to 25”)',
      'steps 25 to 27',
      'read right',
    ],
    rows,
  );
}

/** How many images are decided at each step, for one model. */
export function decisionCounts(survey: readonly Decided[]): string {
  const counts = new Map<number, number>();
  for (const { step } of survey) counts.set(step, (counts.get(step) ?? 0) + 1);
  const steps = [...counts.keys()].sort((a, b) => a - b);
  return markdownTable(
    ['step', ...steps.map(String)],
    [['images', ...steps.map((step) => String(counts.get(step)))]],
  );
}

/** The median decision step of each digit, and of the images read right and wrong. */
export function decisionsByDigit(survey: readonly Decided[]): string {
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  const medianOf = (chosen: readonly Decided[]) =>
    String(middle(chosen.map(({ step }) => step).sort((a, b) => a - b)));
  return markdownTable(
    ['', ...digits.map((digit) => `a ${digit}`), 'read right', 'misread'],
    [
      [
        'median step',
        ...digits.map((digit) => medianOf(survey.filter(({ label }) => label === digit))),
        medianOf(survey.filter(({ correct }) => correct)),
        medianOf(survey.filter(({ correct }) => !correct)),
      ],
    ],
  );
}

const titles: Record<keyof TellingImages, string> = {
  five: 'a 5 that is a 7 or a 0 for longest',
  late: 'most surely wrong until the last row',
  lost: 'right until the last row',
  misread: 'most surely misread',
};

/** The answers after each step for the images worth looking at. */
export function tellingAnswers(survey: readonly Decided[]): string {
  const rows = Object.entries(tellingImages(survey)).map(([name, found]) => {
    const { index, label, step, labels, confidences } = found as Decided;
    const sure = `${(100 * (confidences.at(-1) ?? 0)).toFixed(0)} %`;
    return [
      titles[name as keyof TellingImages],
      `test ${index}, a ${label}`,
      `\`${labels.slice(0, step).join('')}\` **\`${labels.slice(step).join('')}\`**`,
      `${labels.at(-1) ?? ''} at step ${step}, ${sure} sure in the end`,
    ];
  });
  return markdownTable(['which', 'image', 'answers at steps 0 to 27', 'decision'], rows);
}

function middle(sorted: readonly number[]): number | string {
  return sorted[Math.floor(sorted.length / 2)] ?? '–';
}
