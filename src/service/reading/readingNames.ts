/** Where the parts of a reading came from, to name them in errors. */
export interface ReadingNames {
  model: string;
  image: ImageNames;
}

export interface ImageNames extends WholeNames {
  splice: { top: WholeNames; bottom: WholeNames; atRow: string };
}

/** Of an image that is not put together from others. */
export interface WholeNames {
  dataset: string;
  index: string;
  pixels: string;
  png: string;
  /** Of the drawing that the image came in. */
  drawing: { pixels: string; png: string };
}

/** All the same: what is packed in a parameter is named by that. */
function packedNames(parameter: string): WholeNames {
  return {
    ...{ dataset: parameter, index: parameter, pixels: parameter, png: parameter },
    drawing: { pixels: parameter, png: parameter },
  };
}

/** As they stand in an address. */
export const parameterNames: ReadingNames = {
  model: 'model',
  image: {
    dataset: 'dataset',
    index: 'index',
    pixels: 'pixels',
    png: 'png',
    drawing: { pixels: 'drawing', png: 'drawing' },
    splice: { top: packedNames('splice'), bottom: packedNames('splice'), atRow: 'splice' },
  },
};

/** As arguments of GraphQL have an image. */
export function argumentNames(image: string): ImageNames {
  const splice = `${image}.splice`;
  return {
    ...wholeNames(image),
    splice: {
      ...{ top: wholeNames(`${splice}.top`), bottom: wholeNames(`${splice}.bottom`) },
      atRow: `${splice}.atRow`,
    },
  };
}

function wholeNames(image: string): WholeNames {
  return {
    dataset: `${image}.example.dataset`,
    index: `${image}.example.index`,
    pixels: `${image}.pixels`,
    png: `${image}.png`,
    drawing: { pixels: `${image}.drawing.pixels`, png: `${image}.drawing.png` },
  };
}
