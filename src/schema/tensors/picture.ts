import { ArgsType, Field, Float, ObjectType } from 'type-graphql';

import { pictureScales } from '../../service/limits/requestLimits.ts';
import { PictureFormat, type PictureFormatName } from '../enums.ts';
import { GraphQLBase64 } from '../scalars.ts';

@ArgsType()
export class PictureArguments {
  @Field(() => Float, {
    nullable: true,
    defaultValue: pictureScales.usual,
    description: `Pixels of the PNG for each unit of length of the SVG, ${pictureScales.least} to ${pictureScales.most}. A request gives at most 16,777,216 pixels of PNGs.`,
  })
  scale!: number | null;
}

@ArgsType()
export class PictureUrlArguments {
  @Field(() => PictureFormat, {
    nullable: true,
    defaultValue: PictureFormat.SVG,
    description: 'The format of the file.',
  })
  format!: PictureFormatName | null;

  @Field(() => Float, {
    nullable: true,
    description: `PNG only: pixels for each unit of length of the SVG, ${pictureScales.least} to ${pictureScales.most}; ${pictureScales.usual} when not given.`,
  })
  scale?: number | null;
}

@ObjectType({
  description:
    'A picture with axes, labels and colour bars, on white. Nothing is drawn if only its url is asked for.',
})
export class Picture {
  @Field(() => String, { description: 'As SVG; no script, no reference to anything outside it.' })
  svg!: string;

  @Field(() => GraphQLBase64, { description: 'As PNG.' })
  png!: Uint8Array;

  @Field(() => String, {
    nullable: true,
    description:
      'The address of the picture as a file, relative to the address of this server; use it as the `src` of an `<img>`. It contains the whole request, and the picture is drawn whenever it is fetched, so it stays valid while the model, snapshot or runs exist. It is null in two cases: for the heat map of a difference (use differenceFigure), and for a request too long for an address, as with large drawn images (use svg or png).',
  })
  url!: string | null;
}
