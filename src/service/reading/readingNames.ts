/** Where the parts of a reading came from, to name them in errors. */
export interface ReadingNames {
  model: string;
  image: ImageNames;
}

export interface ImageNames {
  dataset: string;
  index: string;
  pixels: string;
  png: string;
  /** Of the drawing that the image came in. */
  drawing: { pixels: string; png: string };
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
  },
};

/** As arguments of GraphQL have an image. */
export function argumentNames(image: string): ImageNames {
  return {
    dataset: `${image}.example.dataset`,
    index: `${image}.example.index`,
    pixels: `${image}.pixels`,
    png: `${image}.png`,
    drawing: { pixels: `${image}.drawing.pixels`, png: `${image}.drawing.png` },
  };
}
