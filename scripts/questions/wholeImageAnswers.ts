import { markdownTable } from '../../src/formats/markdownTable.ts';
import type { QuestionedService } from './service.ts';

interface Compared {
  model: { slug: string; parameterCount: number };
  evaluation: {
    accuracy: number;
    accuracyInterval: [lower: number, upper: number];
    crossEntropy: number;
  };
}

interface WholeImage {
  comparison: {
    models: Compared[];
    pair: Record<'bothRight' | 'onlyFirst' | 'onlySecond' | 'bothWrong', number>;
  };
}

/** The homework's three "normal" networks. */
const plain: readonly string[] = ['linear', 'mlp-1', 'mlp-2'];

/** Question 3: how the recurrent models stand beside those that see the whole image. */
export async function wholeImage(service: QuestionedService): Promise<Map<string, string>> {
  const { comparison } = await service.askQuestion<WholeImage>('3-whole-image.graphql');
  return new Map([
    ['whole-image', comparedTable(comparison.models)],
    ['whole-image-claims', claims(comparison.models)],
    ['whole-image-pair', pairSentence(comparison.pair)],
  ]);
}

function comparedTable(models: readonly Compared[]): string {
  const rows = [...models]
    .sort((a, b) => b.evaluation.accuracy - a.evaluation.accuracy)
    .map(({ model, evaluation }) => [
      model.slug,
      String(model.parameterCount),
      evaluation.accuracy.toFixed(4),
      evaluation.accuracyInterval.map((bound) => bound.toFixed(4)).join(' to '),
      evaluation.crossEntropy.toFixed(4),
    ]);
  const head = ['model', 'parameters', 'test accuracy', '95 % interval', 'test cross-entropy'];
  return markdownTable(head, rows);
}

/** How many recurrent models are better or worse, and of how many chance alone may be the cause. */
function claims(models: readonly Compared[]): string {
  const found = (slug: string) => models.find(({ model }) => model.slug === slug) as Compared;
  const cnn = found('cnn');
  const recurrent = models.filter((one) => one !== cnn && !plain.includes(one.model.slug));
  const bestPlain = plain
    .map(found)
    .reduce((a, b) => (b.evaluation.accuracy > a.evaluation.accuracy ? b : a));
  const row = (claim: string, holds: Test, surely: Test) => [
    claim,
    `${recurrent.filter(holds).length} of ${recurrent.length}`,
    `${recurrent.filter(surely).length} of ${recurrent.length}`,
  ];
  return markdownTable(
    ['claim of the homework', 'it holds for', 'and the intervals do not overlap'],
    [
      row(
        `better than the best of the three, ${bestPlain.model.slug}`,
        ({ evaluation: own }) => own.accuracy > bestPlain.evaluation.accuracy,
        ({ evaluation: own }) => own.accuracyInterval[0] > bestPlain.evaluation.accuracyInterval[1],
      ),
      row(
        'worse than the CNN',
        ({ evaluation: own }) => own.accuracy < cnn.evaluation.accuracy,
        ({ evaluation: own }) => own.accuracyInterval[1] < cnn.evaluation.accuracyInterval[0],
      ),
    ],
  );
}

type Test = (one: Compared) => boolean;

function pairSentence({
  bothRight,
  onlyFirst,
  onlySecond,
  bothWrong,
}: WholeImage['comparison']['pair']): string {
  return (
    `Of the test images, gru-128 and the CNN both read ${bothRight} right; ${onlyFirst} only gru-128, ` +
    `${onlySecond} only the CNN, and ${bothWrong} neither.`
  );
}
