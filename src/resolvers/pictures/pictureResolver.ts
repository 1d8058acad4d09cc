import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { invalidArgument } from '../../errors.ts';
import { renderedPixels, renderPng } from '../../figures/renderPng.ts';
import { Picture, PictureArguments, pictureScales } from '../../schema/tensors/picture.ts';
import type { Context } from '../context.ts';
import { pngPrice, Priced } from '../cost.ts';

const USUAL_SCALE = 2;

@Resolver(() => Picture)
export class PictureResolver {
  @FieldResolver()
  @Priced(pngPrice(USUAL_SCALE, pictureScales.most))
  png(
    @Root() { svg }: Picture,
    @Args(() => PictureArguments) { scale }: PictureArguments,
    @Ctx() { drawings }: Context,
  ): Promise<Uint8Array> {
    const { least, most } = pictureScales;
    const chosen = scale ?? USUAL_SCALE;
    if (!(chosen >= least && chosen <= most)) {
      throw invalidArgument('scale', `a number from ${least} to ${most}`, chosen);
    }
    const pixels = renderedPixels(svg, chosen);
    return drawings.png('scale', pixels, () => renderPng(svg, { scale: chosen }));
  }
}
