import { ArgsType, Field, Float, ObjectType } from 'type-graphql';

import { GraphQLBase64 } from '../scalars.ts';

export const pictureScales = { least: 0.5, most: 4 } as const;

@ArgsType()
export class PictureArguments {
  @Field(() => Float, {
    nullable: true,
    defaultValue: 2,
    description: `Pixels of the PNG for each unit of length of the SVG, ${pictureScales.least} to ${pictureScales.most}. A request gives at most 16,777,216 pixels of PNGs.`,
  })
  scale!: number | null;
}

@ObjectType({ description: 'A picture with axes, labels and colour bars, on white.' })
export class Picture {
  @Field(() => String, { description: 'As SVG; no script, no reference to anything outside it.' })
  svg!: string;

  @Field(() => GraphQLBase64, { description: 'As PNG.' })
  png!: Uint8Array;
}
