import {
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

import { mostCost } from './mostCost.ts';

/** What all that tools ask for may cost of what a request may, however large the API has grown. */
const SHARE_OF_TOOLS = 0.8;

const prices = new WeakMap<GraphQLSchema, number>();

/** What each value in an answer to introspection costs. */
export function costOfValue(schema: GraphQLSchema): number {
  const price = prices.get(schema) ?? (SHARE_OF_TOOLS * mostCost) / valuesForTools(schema);
  prices.set(schema, price);
  return price;
}

function valuesForTools(schema: GraphQLSchema): number {
  const query = getIntrospectionQuery({
    ...{ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true },
    ...{ inputValueDeprecation: true, oneOf: true },
  });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let values = 0;
  const count = new IntrospectionCount({ schema, fragments, variables: {}, most: Infinity });
  const { definitions } = parse(query);
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    fragments.set(definition.name.value, definition);
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const [node] = definition.selectionSet.selections as [FieldNode];
    values += count.of(node);
  }
  return values;
}

/** What introspection is asked in. */
export interface IntrospectionRequest {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /** No more values are counted than about these. */
  most: number;
}

/** Whether a field of the query's root asks about the schema. */
export function isIntrospection({ name: { value } }: FieldNode): boolean {
  return value === SchemaMetaFieldDef.name || value === TypeMetaFieldDef.name;
}

/**
 * How many values the answer to `__schema` or `__type` has, which is known before it is asked for. Each
 * pair of a thing and the fields asked of it is looked at once, which keeps the counting itself short
 * however often the answer repeats it.
 */
export class IntrospectionCount {
  readonly #request: IntrospectionRequest;
  readonly #values = new Map<SelectionSetNode, Map<unknown, number>>();
  #looks = 0;

  constructor(request: IntrospectionRequest) {
    this.#request = request;
  }

  of(node: FieldNode): number {
    const isSchema = node.name.value === SchemaMetaFieldDef.name;
    const field = isSchema ? SchemaMetaFieldDef : TypeMetaFieldDef;
    return this.#valuesOf(node, field, this.#request.schema);
  }

  #valuesOf(node: FieldNode, field: GraphQLField<unknown, unknown>, source: unknown): number {
    // Enough to be refused, and a count that ends.
    if (this.#looks++ > this.#request.most) return this.#looks;
    if (node.selectionSet === undefined) return 1;
    const { selectionSet } = node;
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return 1;
    const answer = this.#answer(node, field, source);
    const things = Array.isArray(answer) ? (answer as unknown[]) : [answer];
    return things.reduce<number>(
      (sum, thing) => sum + this.#ofSelections(selectionSet, type, thing ?? null),
      1,
    );
  }

  #ofSelections(set: SelectionSetNode, type: GraphQLObjectType, source: unknown): number {
    if (source === null) return 0;
    const known = this.#values.get(set) ?? new Map<unknown, number>();
    this.#values.set(set, known);
    const before = known.get(source);
    if (before !== undefined) return before;
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = type.getFields()[selection.name.value];
        sum += field === undefined ? 1 : this.#valuesOf(selection, field, source);
      } else {
        const below =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selection
            : this.#request.fragments.get(selection.name.value);
        if (below !== undefined) sum += this.#ofSelections(below.selectionSet, type, source);
      }
    }
    known.set(source, sum);
    return sum;
  }

  /** By graphql's own resolvers, which need no more than this of what they are handed. */
  #answer(node: FieldNode, field: GraphQLField<unknown, unknown>, source: unknown): unknown {
    const given = (node.arguments ?? []).map(({ name, value }): [string, unknown] => [
      name.value,
      valueFromASTUntyped(value, this.#request.variables),
    ]);
    const { schema } = this.#request;
    return field.resolve?.(source, Object.fromEntries(given), null, {
      schema,
    } as GraphQLResolveInfo);
  }
}
