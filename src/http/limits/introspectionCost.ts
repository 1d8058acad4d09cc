import {
  getNamedType,
  isObjectType,
  Kind,
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

/** Of each value in the answer: what tools ask for gives some thousands of them, of 20 bytes each. */
const COST_OF_VALUE = 0.3;

/** What introspection is asked in. */
export interface IntrospectionRequest {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /** No more is counted once the sum is larger. */
  most: number;
}

/** Whether a field of the query's root asks about the schema. */
export function isIntrospection({ name: { value } }: FieldNode): boolean {
  return value === SchemaMetaFieldDef.name || value === TypeMetaFieldDef.name;
}

/**
 * What `__schema` or `__type` costs: its answer is known before it is asked for, so its values are
 * counted. Each pair of a thing and the fields asked of it is looked at once, which keeps the counting
 * itself short however often the answer repeats it.
 */
export class IntrospectionCost {
  readonly #request: IntrospectionRequest;
  readonly #values = new Map<SelectionSetNode, Map<unknown, number>>();
  #looks = 0;

  constructor(request: IntrospectionRequest) {
    this.#request = request;
  }

  of(node: FieldNode): number {
    const { schema } = this.#request;
    const field =
      node.name.value === SchemaMetaFieldDef.name ? SchemaMetaFieldDef : TypeMetaFieldDef;
    return Math.ceil(COST_OF_VALUE * this.#valuesOf(node, field, schema));
  }

  #valuesOf(node: FieldNode, field: GraphQLField<unknown, unknown>, source: unknown): number {
    // Enough to be refused, and a count that ends.
    if (this.#looks++ > this.#request.most / COST_OF_VALUE) return this.#looks;
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
