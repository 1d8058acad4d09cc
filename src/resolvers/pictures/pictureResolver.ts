import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { invalidArgument } from '../../errors.ts';
import { PictureFormat } from '../../schema/enums.ts';
import { Picture, PictureArguments, PictureUrlArguments } from '../../schema/tensors/picture.ts';
import type { Context } from '../../service/context.ts';
import { pictureScales } from '../../service/limits/requestLimits.ts';
import { pngPrice, Priced } from '../cost.ts';
import type { LazyPicture } from '../../service/pictures/lazyPicture.ts';
import { pictureUrl } from '../../service/pictures/pictureAddress.ts';
import { picturePng } from '../../service/pictures/picturePng.ts';
import { checkedScale } from '../../service/pictures/pictureScale.ts';

@Resolver(() => Picture)
export class PictureResolver {
  @FieldResolver()
  svg(@Root() picture: LazyPicture): Promise<string> {
    return picture.svg();
  }

  @FieldResolver()
  @Priced(pngPrice(pictureScales))
  png(
    @Root() picture: LazyPicture,
    @Args(() => PictureArguments) { scale }: PictureArguments,
    @Ctx() { drawings }: Context,
  ): Promise<Uint8Array> {
    return picturePng(picture, checkedScale(scale), drawings);
  }

  @FieldResolver()
  url(
    @Root() { address }: LazyPicture,
    @Args(() => PictureUrlArguments) { format, scale }: PictureUrlArguments,
  ): string | null {
    const asPng = format === PictureFormat.PNG;
    if (!asPng && scale != null) throw invalidArgument('scale', 'none with format: SVG', scale);
    const checked = asPng ? checkedScale(scale) : null;
    return address && pictureUrl(address, checked);
  }
}
