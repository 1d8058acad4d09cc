import {
  getNamedType,
  isObjectType,
  isInterfaceType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import { cost, type ArgumentValues, type Price } from '../../resolvers/cost.ts';
import { drawingsCost } from './drawingsCost.ts';
import { costOfValue, IntrospectionCount, isIntrospection } from './introspectionCost.ts';
import { mostCost } from './mostCost.ts';

/** A page is never longer. */
const LONGEST_PAGE = 100;

/** A valid operation with what came beside it. */
export interface Request {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * The cost of a query, mutation or subscription. A field costs 1, or what its `complexity` or `price` says,
 * and changes to a pass cost more. The fields of a page's items, or of a list with `mostItems` or `price`,
 * count once for each item that there may be; so do those changes. Introspection costs as much as its answer
 * is long (introspectionCost.ts).
 */
export function operationCost(request: Request): number {
  return new CostCount(request).ofOperation();
}

/** What selections stand in. */
interface Enclosing {
  type: GraphQLNamedType | null | undefined;
  /** The field's, or the operation itself. */
  node: FieldNode | OperationDefinitionNode;
  /** The field's arguments. */
  values: ArgumentValues;
}

class CostCount {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #variables: Record<string, unknown>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Each fragment is counted once in each field, and added wherever it stands in that. */
  readonly #costs = new WeakMap<Enclosing['node'], Map<string, number>>();
  readonly #introspection: IntrospectionCount;

  constructor({ schema, document, operation, variables }: Request) {
    this.#schema = schema;
    this.#operation = operation;
    this.#variables = withDefaults(operation, variables);
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      this.#fragments.set(definition.name.value, definition);
    }
    this.#introspection = new IntrospectionCount({
      ...{ schema, fragments: this.#fragments, variables: this.#variables },
      most: mostCost / costOfValue(schema),
    });
  }

  ofOperation(): number {
    const node = this.#operation;
    const type = this.#schema.getRootType(node.operation);
    return this.#ofSelections(node.selectionSet, { type, node, values: () => undefined });
  }

  #ofSelections(set: SelectionSetNode, within: Enclosing): number {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        sum += this.#ofField(selection, within);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        sum += this.#ofFragment(selection.name.value, within);
      } else {
        const type = this.#typeNamed(selection.typeCondition?.name.value) ?? within.type;
        sum += this.#ofSelections(selection.selectionSet, { ...within, type });
      }
    }
    return sum;
  }

  #ofField(node: FieldNode, within: Enclosing): number {
    const parent = within.type;
    const hasFields = isObjectType(parent) || isInterfaceType(parent);
    const field = hasFields ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) {
      if (isIntrospection(node)) {
        return Math.ceil(costOfValue(this.#schema) * this.#introspection.of(node));
      }
      // `__typename`, which clients add to everything; once is free.
      return node.alias === undefined ? 0 : 1;
    }
    const values = this.#argumentsOf(node, field);
    const items = itemCount(field, values, within.values);
    const drawings = field.args.reduce((sum, { name }) => sum + drawingsCost(values(name)), 0);
    const own = ownCost(field, values) + items * changesCost(values) + drawings;
    if (node.selectionSet === undefined) return own;
    const type = getNamedType(field.type);
    return own + items * this.#ofSelections(node.selectionSet, { type, node, values });
  }

  #argumentsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): ArgumentValues {
    return (name) => {
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      const value = given && valueFromASTUntyped(given, this.#variables);
      return value ?? field.args.find((argument) => argument.name === name)?.defaultValue;
    };
  }

  #ofFragment(name: string, within: Enclosing): number {
    const costs = this.#costs.get(within.node) ?? new Map<string, number>();
    this.#costs.set(within.node, costs);
    const known = costs.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return 0;
    const type = this.#typeNamed(fragment.typeCondition.name.value);
    const sum = this.#ofSelections(fragment.selectionSet, { ...within, type });
    costs.set(name, sum);
    return sum;
  }

  #typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }
}

/** Not coerced: whoever sends what does not fit its type gets an error before anything is done. */
function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  // Without a prototype: a variable may have the name of what an object has of its own.
  const values = Object.create(null) as Record<string, unknown>;
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    values[name] = Object.hasOwn(given, name)
      ? given[name]
      : defaultValue && valueFromASTUntyped(defaultValue);
  }
  return values;
}

function ownCost(field: GraphQLField<unknown, unknown>, values: ArgumentValues): number {
  return priceOf(field)?.own?.(values) ?? Number(field.extensions['complexity'] ?? 1);
}

/** 1 for a field that gives no list of which it is known how long it may be. */
function itemCount(
  field: GraphQLField<unknown, unknown>,
  values: ArgumentValues,
  enclosing: ArgumentValues,
): number {
  const priced = priceOf(field)?.items?.(values, enclosing);
  if (priced !== undefined) return priced;
  const most = field.extensions['mostItems'];
  if (most !== undefined) return Number(most);
  if (!field.args.some(({ name }) => name === 'first')) return 1;
  const first = values('first');
  if (typeof first !== 'number') return LONGEST_PAGE;
  return Math.min(Math.max(first, 1), LONGEST_PAGE);
}

function priceOf(field: GraphQLField<unknown, unknown>): Price | undefined {
  return field.extensions['price'] as Price | undefined;
}

/**
 * What the changes cost that are made in each pass: every image to copy from runs through the network
 * as well.
 */
function changesCost(argument: ArgumentValues): number {
  const interventions = [argument('interventions') ?? []].flat() as unknown[];
  const images = interventions.filter((one) => (one as { fromImage?: unknown } | null)?.fromImage);
  const changes = interventions.length + (argument('preset') ? 1 : 0);
  return cost.forward * images.length + cost.intervention * changes;
}
