import { Args, FieldResolver, Resolver, Root } from 'type-graphql';

import { invalidArgument } from '../../errors.ts';
import { renderPng } from '../../figures/renderPng.ts';
import { Picture, PictureArguments, pictureScales } from '../../schema/tensors/picture.ts';
import { cost } from '../cost.ts';

@Resolver(() => Picture)
export class PictureResolver {
  @FieldResolver({ complexity: cost.picture })
  png(
    @Root() { svg }: Picture,
    @Args(() => PictureArguments) { scale }: PictureArguments,
  ): Promise<Uint8Array> {
    const { least, most } = pictureScales;
    const chosen = scale ?? 2;
    if (chosen >= least && chosen <= most) return renderPng(svg, { scale: chosen });
    throw invalidArgument('scale', `a number from ${least} to ${most}`, chosen);
  }
}
