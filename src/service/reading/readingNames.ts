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
}

/** As they stand in an address. */
export const parameterNames: ReadingNames = {
  model: 'model',
  image: { dataset: 'dataset', index: 'index', pixels: 'pixels', png: 'png' },
};

/** As arguments of GraphQL have an image. */
export function argumentNames(image: string): ImageNames {
  return {
    dataset: `${image}.example.dataset`,
    index: `${image}.example.index`,
    pixels: `${image}.pixels`,
    png: `${image}.png`,
  };
}
