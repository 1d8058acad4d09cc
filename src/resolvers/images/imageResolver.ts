import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { imageWarnings, type ImageWarning } from '../../data/imageWarnings.ts';
import type { InputImage } from '../../data/inputImage.ts';
import { invalidArgument } from '../../errors.ts';
import { Image, PngArguments } from '../../schema/images/image.ts';
import { largestImageScale } from '../../service/limits/requestLimits.ts';
import { ImageArguments } from '../../schema/traces/inspectionArguments.ts';
import type { Context } from '../../service/context.ts';
import { cost, pngPrice, Priced } from '../cost.ts';
import { imagePng } from '../../service/pictures/imagePng.ts';
import { imageTensor } from '../../service/tensors/imageTensor.ts';
import type { LazyTensor } from '../../service/tensors/lazyTensor.ts';
import { openImage } from '../../service/reading/openImage.ts';
import { argumentNames } from '../../service/reading/readingNames.ts';
import { imageSource } from '../../service/reading/writtenImage.ts';

const USUAL_SCALE = 8;
/** More would hold the server's one thread for too long: this PNG is compressed in it. */
const MOST_PNG_PIXELS = 2 ** 20;

@Resolver(() => Image)
export class ImageResolver {
  @Query(() => Image, {
    complexity: cost.lookUp,
    description: 'One image, as the networks read it.',
  })
  image(
    @Args(() => ImageArguments) { image }: ImageArguments,
    @Ctx() { services }: Context,
  ): Promise<InputImage> {
    const source = imageSource(image, 'image');
    return openImage(services.catalog, source, null, argumentNames('image'));
  }

  @FieldResolver()
  dataset(@Root() { example }: InputImage): string | null {
    return example?.dataset ?? null;
  }

  @FieldResolver()
  split(@Root() { example }: InputImage): string | null {
    return example?.split ?? null;
  }

  @FieldResolver()
  index(@Root() { example }: InputImage): number | null {
    return example?.index ?? null;
  }

  @FieldResolver()
  label(@Root() { example }: InputImage): number | null {
    return example?.label ?? null;
  }

  @FieldResolver()
  warnings(@Root() { pixels }: InputImage): ImageWarning[] {
    return imageWarnings(pixels);
  }

  @FieldResolver()
  pixels(@Root() image: InputImage): LazyTensor {
    return imageTensor(image, 'image.pixels');
  }

  @FieldResolver()
  binarized(@Root() image: InputImage): LazyTensor {
    return imageTensor(image, 'image.binarized');
  }

  @FieldResolver()
  @Priced(pngPrice({ usual: USUAL_SCALE, most: largestImageScale }))
  png(
    @Root() image: InputImage,
    @Args(() => PngArguments) { scale }: PngArguments,
    @Ctx() { drawings }: Context,
  ): Promise<Uint8Array> {
    const side = scale ?? USUAL_SCALE;
    const most = Math.min(
      largestImageScale,
      Math.floor(Math.sqrt(MOST_PNG_PIXELS / image.pixels.length)),
    );
    if (side < 1 || side > most) {
      throw invalidArgument('scale', `a whole number from 1 to ${most}`, side);
    }
    const pixels = image.pixels.length * side ** 2;
    return drawings.png('scale', pixels, () => Promise.resolve(imagePng(image, side)));
  }
}
