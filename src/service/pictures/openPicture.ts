import { misfit } from '../../errors.ts';
import type { Context } from '../context.ts';
import { learningCurvesPicture } from '../results/learningCurvesPicture.ts';
import { summaryPicture } from '../results/summaryPicture.ts';
import { summaryTable } from '../results/summaryTable.ts';
import { openTensor } from '../tensors/openTensor.ts';
import { selectionOf } from '../reading/checkedSelection.ts';
import type { TensorReading } from '../reading/reading.ts';
import { heatMap } from './heatMap.ts';
import type { LazyPicture } from './lazyPicture.ts';
import type { PictureAddress } from './pictureAddress.ts';
import { differenceFigure, predictionsFigure, traceFigure, unitFigure } from './tracePictures.ts';

/**
 * The picture at an address, which may come from anyone: all of it is checked again.
 *
 * @throws GatescopeError as the query that gave the address would
 */
export async function openPicture(context: Context, address: PictureAddress): Promise<LazyPicture> {
  const { drawings, services, traces } = context;
  switch (address.kind) {
    case 'figure':
      return traceFigure(await traces.open(address.reading), drawings);
    case 'predictionsFigure':
      return predictionsFigure(await traces.open(address.reading), drawings);
    case 'unitFigure': {
      const trace = await traces.open(address.reading);
      return unitFigure(trace, address.layer, address.unit, drawings);
    }
    case 'differenceFigure':
      return openDifference(context, address.reading);
    case 'heatMap':
      return heatMap(await openTensor(context, address.reading), address.ends, drawings);
    case 'summaryTable':
      return summaryPicture(await summaryTable(services, address.request), drawings);
    case 'learningCurves':
      return learningCurvesPicture(context, address.request);
  }
}

/** The API gives no difference of what nothing is changed in, so an address that asks for one is wrong. */
async function openDifference(context: Context, reading: TensorReading): Promise<LazyPicture> {
  const trace = await context.traces.open(reading);
  if (trace.changes === null) {
    throw misfit('INVALID_ARGUMENT', 'changes', 'interventions or a preset', 'none');
  }
  return differenceFigure(context, trace, reading.part.name, selectionOf(reading.part));
}
