import type { PictureAddress } from './pictureAddress.ts';

/** What a Picture is before anybody asks for one of its forms. */
export class LazyPicture {
  /** What its URLs say; null where it has none. */
  readonly address: PictureAddress | null;
  readonly #draw: () => Promise<string>;
  #svg: Promise<string> | undefined;

  constructor(address: PictureAddress | null, draw: () => Promise<string>) {
    this.address = address;
    this.#draw = draw;
  }

  /** Drawn when first asked for. */
  svg(): Promise<string> {
    this.#svg ??= this.#draw();
    return this.#svg;
  }
}
