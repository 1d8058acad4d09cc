/*
 * Puts the homework's questions to a running service: `npm run questions [-- ADDRESS]`. Fills the
 * answers into docs/questions.md and draws docs/figures. The models are the zoo's, which every service
 * has; ADDRESS is http://127.0.0.1:4000 when not given.
 */
import {
  decisionCounts,
  decisionDistribution,
  decisionsByDigit,
  tellingAnswers,
} from './decisionAnswers.ts';
import { surveyDecisions, tellingImages, type Decided } from './decisionSurvey.ts';
import { ablated, saturation, storeOrHold } from './gateAnswers.ts';
import { fillBlocks } from '../generatedBlocks.ts';
import { drawPictures } from './pictures.ts';
import { QuestionedService } from './service.ts';
import { wholeImage } from './wholeImageAnswers.ts';

const models = { lstm: 'lstm-32', gru: 'gru-64', stacked: 'lstm-3x32', cnn: 'cnn' } as const;
const SURVEYED_IMAGES = 1000;
const ABLATED_IMAGES = 200;

const service = new QuestionedService(process.argv[2] ?? 'http://127.0.0.1:4000');

const surveys = new Map<string, Decided[]>();
for (const model of [models.lstm, models.gru, models.stacked]) {
  surveys.set(model, await surveyDecisions(service, model, SURVEYED_IMAGES));
}
const survey = surveys.get(models.gru) as Decided[];

const blocks = new Map([
  ...(await storeOrHold(service)),
  ['ablations', await ablated(service, models.lstm, ABLATED_IMAGES)],
  ...(await summaryTables()),
  ...(await wholeImage(service)),
  ['decision-distribution', decisionDistribution(surveys)],
  ['decision-counts', decisionCounts(survey)],
  ['decisions-by-digit', decisionsByDigit(survey)],
  ['telling-images', tellingAnswers(survey)],
  ['saturation', await saturation(service)],
]);
await fillBlocks(new URL('../../docs/questions.md', import.meta.url), blocks);
await drawPictures(service, models, tellingImages(survey));

/** Question 2: the tables are Markdown already. */
async function summaryTables(): Promise<[string, string][]> {
  const { summaryTable, resetBefore } =
    await service.askQuestion<Record<'summaryTable' | 'resetBefore', { markdown: string }>>(
      '2-how-well.graphql',
    );
  return [
    ['summary-table', summaryTable.markdown],
    ['summary-table-reset-before', resetBefore.markdown],
  ];
}
