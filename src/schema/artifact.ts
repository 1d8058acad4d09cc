import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A file that can be downloaded over HTTP.' })
export class Artifact {
  @Field(() => String, { description: 'Its address, relative to the address of this server.' })
  url!: string;

  @Field(() => String, { description: 'File format, such as `safetensors`.' })
  format!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  bytes!: number;

  @Field(() => String, { description: 'SHA-256 of the file, in hexadecimal.' })
  sha256!: string;
}
