/*
 * Puts the homework's questions to a running service: `npm run questions [-- ADDRESS]`. Fills the
 * answers into docs/questions.md and draws docs/figures. Trains the models that it asks about when
 * they are not there; ADDRESS is http://127.0.0.1:4000 when not given.
 */
import {
  decisionCounts,
  decisionDistribution,
  decisionsByDigit,
  tellingAnswers,
} from './decisionAnswers.ts';
import { surveyDecisions, tellingImages, type Decided } from './decisionSurvey.ts';
import { ablated, saturation, storeOrHold } from './gateAnswers.ts';
import { fillBlocks, table } from './generatedBlocks.ts';
import { drawPictures } from './pictures.ts';
import { QuestionedService } from './service.ts';

const models = {
  lstm: 'question-lstm-32',
  gru: 'question-gru-64',
  stacked: 'question-lstm-3x32',
} as const;
const SURVEYED_IMAGES = 1000;
const ABLATED_IMAGES = 200;

const service = new QuestionedService(process.argv[2] ?? 'http://127.0.0.1:4000');
await service.haveModels(Object.values(models));

const surveys = new Map<string, Decided[]>();
for (const model of Object.values(models)) {
  surveys.set(model, await surveyDecisions(service, model, SURVEYED_IMAGES));
}
const survey = surveys.get(models.gru) as Decided[];

const blocks = new Map([
  ...(await storeOrHold(service)),
  ['ablations', await ablated(service, models.lstm, ABLATED_IMAGES)],
  ['models', await modelTable()],
  ['decision-distribution', decisionDistribution(surveys)],
  ['decision-counts', decisionCounts(survey)],
  ['decisions-by-digit', decisionsByDigit(survey)],
  ['telling-images', tellingAnswers(survey)],
  ['saturation', await saturation(service)],
]);
await fillBlocks(new URL('../../docs/questions.md', import.meta.url), blocks);
await drawPictures(service, models, tellingImages(survey));

/** Question 2, for the models of the questions alone: a service may have others. */
async function modelTable(): Promise<string> {
  const { models: found } = await service.askExample<{ models: { nodes: ModelAnswer[] } }>(
    '2-how-well.graphql',
  );
  const asked: readonly string[] = Object.values(models);
  const rows = found.nodes
    .filter(({ slug }) => asked.includes(slug))
    .map(({ slug, parameterCount, evaluation }) => [
      slug,
      String(parameterCount),
      evaluation.accuracy.toFixed(4),
      evaluation.accuracyInterval.map((bound) => bound.toFixed(4)).join(' to '),
      evaluation.crossEntropy.toFixed(4),
    ]);
  return table(
    ['model', 'parameters', 'test accuracy', '95 % interval', 'test cross-entropy'],
    rows.reverse(),
  );
}

interface ModelAnswer {
  slug: string;
  parameterCount: number;
  evaluation: { accuracy: number; accuracyInterval: number[]; crossEntropy: number };
}
