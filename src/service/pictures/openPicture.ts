import { misfit } from '../../errors.ts';
import type { Context } from '../context.ts';
import { learningCurvesPicture } from '../results/learningCurvesPicture.ts';
import { summaryPicture } from '../results/summaryPicture.ts';
import { summaryTable } from '../results/summaryTable.ts';
import { openTensor } from '../tensors/openTensor.ts';
import { partOf, type TensorAddress } from '../tensors/tensorAddress.ts';
import { openTrace } from '../reading/openTrace.ts';
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
  const { drawings, services } = context;
  switch (address.kind) {
    case 'figure':
      return traceFigure(await openTrace(context, address.trace), drawings);
    case 'predictionsFigure':
      return predictionsFigure(await openTrace(context, address.trace), drawings);
    case 'unitFigure': {
      const trace = await openTrace(context, address.trace);
      return unitFigure(trace, address.layer, address.unit, drawings);
    }
    case 'differenceFigure':
      return openDifference(context, address.tensor);
    case 'heatMap':
      return heatMap(await openTensor(context, address.tensor), address.ends, drawings);
    case 'summaryTable':
      return summaryPicture(await summaryTable(services, address.request), drawings);
    case 'learningCurves':
      return learningCurvesPicture(context, address.request);
  }
}

/** The API gives no difference of what nothing is changed in, so an address that asks for one is wrong. */
async function openDifference(context: Context, address: TensorAddress): Promise<LazyPicture> {
  const trace = await openTrace(context, address);
  if (trace.changes === null) {
    throw misfit('INVALID_ARGUMENT', 'changes', 'interventions or a preset', 'none');
  }
  return differenceFigure(context, trace, address.name, partOf(address));
}
