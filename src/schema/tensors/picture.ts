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
    description: 'What the file is to be.',
  })
  format!: PictureFormatName | null;

  @Field(() => Float, {
    nullable: true,
    description: `Of a PNG alone: pixels for each unit of length of the SVG, ${pictureScales.least} to ${pictureScales.most}; ${pictureScales.usual} when not given.`,
  })
  scale?: number | null;
}

@ObjectType({
  description:
    'A picture with axes, labels and colour bars, on white. Nothing is drawn where only its url is asked for.',
})
export class Picture {
  @Field(() => String, { description: 'As SVG; no script, no reference to anything outside it.' })
  svg!: string;

  @Field(() => GraphQLBase64, { description: 'As PNG.' })
  png!: Uint8Array;

  @Field(() => String, {
    nullable: true,
    description:
      'Where to get it as a file, for the `src` of an `<img>`; relative to the address of this server. The whole request stands in it, and it is drawn whenever it is fetched: the address stays valid while the model, snapshot or runs exist. Null for what has no address: the heat map of a difference (take differenceFigure), and a request that does not fit in one, with large drawn images (take svg or png).',
  })
  url!: string | null;
}
