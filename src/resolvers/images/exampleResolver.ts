import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { exampleImage, type InputImage } from '../../data/inputImage.ts';
import type { ConnectionOf } from '../../schema/connection.ts';
import { Split } from '../../schema/enums.ts';
import {
  Example,
  ExampleConnection,
  ExamplesOfSplitArguments,
} from '../../schema/images/example.ts';
import type { Context } from '../../service/context.ts';
import { gallery, galleryPage, type GalleryExample } from '../../service/results/gallery.ts';
import { connectionAnswer, pageRequest, placeId } from '../connectionAnswer.ts';
import { cost, Priced, splitCost } from '../cost.ts';

@Resolver(() => Example)
export class ExampleResolver {
  @Query(() => ExampleConnection, {
    description:
      'Examples of a data set, by class and by how a model reads them: those that it misreads, those that it decides late. A model’s first time takes seconds; its answers are kept a while.',
  })
  @Priced({
    own: (argument) => (argument('readBy') ? splitCost(argument('split')) : cost.list),
  })
  async examples(
    @Args(() => ExamplesOfSplitArguments) request: ExamplesOfSplitArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<GalleryExample>> {
    const { first, after } = pageRequest(request, placeId);
    const found = await gallery(context, {
      dataset: request.dataset ?? null,
      split: request.split ?? Split.TEST,
      classes: request.classes ?? null,
      readBy: request.readBy ?? null,
      outcome: request.outcome ?? null,
      answers: request.answers ?? null,
    });
    return connectionAnswer(galleryPage(found, first, after === null ? null : Number(after)));
  }

  @FieldResolver()
  dataset(@Root() { source }: GalleryExample): string {
    return source.name;
  }

  @FieldResolver()
  image(@Root() { source, split, index }: GalleryExample): InputImage {
    return exampleImage(source, split, index, 'index');
  }
}
