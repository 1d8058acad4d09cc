import 'reflect-metadata';

import { createPubSub } from '@graphql-yoga/subscription';
import {
  GraphQLDirective,
  GraphQLSchema,
  isInputObjectType,
  printSchema,
  specifiedDirectives,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';

// The order of these imports is that of the fields of Query and Mutation.
import { NodeResolver } from './nodeResolver.ts';
import { ArchitectureResolver } from './models/architectureResolver.ts';
import { ModelResolver } from './models/modelResolver.ts';
import { RunResolver } from './runs/runResolver.ts';
import { SnapshotResolver } from './runs/snapshotResolver.ts';
import { EvaluationResolver } from './models/evaluationResolver.ts';
import { DatasetResolver } from './images/datasetResolver.ts';
import { ImageResolver } from './images/imageResolver.ts';
import { InspectionResolver } from './traces/inspectionResolver.ts';
import { ControlResolver } from './traces/controlResolver.ts';
import { LayerTraceResolver, TraceResolver } from './traces/traceResolver.ts';
import { TensorResolver } from './tensors/tensorResolver.ts';
import { PictureResolver } from './pictures/pictureResolver.ts';
import { SummaryTableResolver } from './results/summaryTableResolver.ts';
import {
  ComparedModelResolver,
  ComparedPairResolver,
  ComparisonResolver,
  DisagreementResolver,
} from './results/comparisonResolver.ts';
import { ExampleResolver } from './images/exampleResolver.ts';
import { LearningCurvesResolver } from './results/learningCurvesResolver.ts';
import { TrainingResolver } from './runs/trainingResolver.ts';
import { RunEventsResolver } from './runs/runEventsResolver.ts';
import { passWrittenNumbers } from './tensors/writtenNumbers.ts';

/** The whole API, ready to be executed. */
export function buildApiSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      ArchitectureResolver,
      ModelResolver,
      RunResolver,
      SnapshotResolver,
      EvaluationResolver,
      DatasetResolver,
      ImageResolver,
      InspectionResolver,
      LayerTraceResolver,
      TraceResolver,
      ControlResolver,
      TensorResolver,
      PictureResolver,
      SummaryTableResolver,
      ComparisonResolver,
      ComparedModelResolver,
      ComparedPairResolver,
      DisagreementResolver,
      ExampleResolver,
      LearningCurvesResolver,
      TrainingResolver,
      RunEventsResolver,
    ],
    directives: directives(),
    // Arguments are checked where they are used, with messages of our own.
    validate: false,
    // Never published to: runEvents subscribes to the store's own events. type-graphql insists on it.
    pubSub: createPubSub(),
  });
  markOneOf(schema, 'ImageInput');
  markOneOf(schema, 'SplicedImageInput');
  passWrittenNumbers(schema);
  describeRoots(schema);
  return schema;
}

/** The API in GraphQL's own language, as checked in. */
export function printApiSchema(): string {
  // Without the list of all types, they come in the order in which Query and the others lead to them.
  const { types: _, ...roots } = buildApiSchema().toConfig();
  return `${ONE_OF}\n\n${printSchema(new GraphQLSchema(roots))}\n`;
}

/** printSchema leaves out what its own graphql knows; older ones, and graphql-core, do not know it. */
const ONE_OF = `"""Exactly one field of the input is given, and not null."""
directive @oneOf on INPUT_OBJECT`;

/**
 * graphql's own directives without a place that the specification of 2021 does not know: clients that
 * are older than it, such as graphql-core 3.2, refuse the introspection of the whole schema for it.
 */
function directives(): GraphQLDirective[] {
  return specifiedDirectives.map((directive) => {
    const config = directive.toConfig();
    const unknown: readonly string[] = ['DIRECTIVE_DEFINITION'];
    const locations = config.locations.filter((place) => !unknown.includes(place));
    return locations.length === config.locations.length
      ? directive
      : new GraphQLDirective({ ...config, locations });
  });
}

/** type-graphql does not know @oneOf, but graphql validates and prints what is marked so. */
function markOneOf(schema: GraphQLSchema, name: string): void {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input type`);
  type.isOneOf = true;
}

/** type-graphql has no place for these. */
function describeRoots(schema: GraphQLSchema): void {
  const descriptions = new Map([
    [schema.getQueryType(), 'What can be read.'],
    [schema.getMutationType(), 'The changes that can be made.'],
    [schema.getSubscriptionType(), 'What can be watched, over graphql-ws at the same address.'],
  ]);
  for (const [type, description] of descriptions) if (type) type.description = description;
}
