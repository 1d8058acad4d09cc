import {
  getNamedType,
  isObjectType,
  isInterfaceType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** A page whose length stands in a variable may be this long. */
const LONGEST_PAGE = 100;

/**
 * Refuses operations that cost more than `most`. A field costs 1, or what its `complexity` says; what
 * is asked of the items of a page, or of a list with `mostItems`, counts once for each item that there
 * may be.
 */
export function costLimit(
  most: number,
  refuse: (context: ValidationContext, cost: number) => void,
): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      const cost = new CostCount(context).ofOperation(operation);
      if (cost > most) refuse(context, cost);
    },
  });
}

class CostCount {
  readonly #context: ValidationContext;
  /** Each fragment is counted once and added wherever it stands; 0 while being counted, for cycles. */
  readonly #fragments = new Map<string, number>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  ofOperation({ operation, selectionSet }: OperationDefinitionNode): number {
    return this.#ofSelections(selectionSet, this.#context.getSchema().getRootType(operation));
  }

  #ofSelections(set: SelectionSetNode, parent: GraphQLNamedType | null | undefined): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        cost += this.#ofField(selection, parent);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        cost += this.#ofFragment(selection.name.value);
      } else {
        const type = this.#typeNamed(selection.typeCondition?.name.value) ?? parent;
        cost += this.#ofSelections(selection.selectionSet, type);
      }
    }
    return cost;
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType | null | undefined): number {
    const hasFields = isObjectType(parent) || isInterfaceType(parent);
    const field = hasFields ? parent.getFields()[node.name.value] : undefined;
    // Introspection, which has a limit of its own, and what does not exist, which other rules report.
    if (field === undefined) return 0;
    const own = Number(field.extensions['complexity'] ?? 1);
    if (node.selectionSet === undefined) return own;
    const below = this.#ofSelections(node.selectionSet, getNamedType(field.type));
    return own + itemCount(node, field) * below;
  }

  #ofFragment(name: string): number {
    const known = this.#fragments.get(name);
    if (known !== undefined) return known;
    this.#fragments.set(name, 0);
    const fragment = this.#context.getFragment(name);
    if (!fragment) return 0;
    const type = this.#typeNamed(fragment.typeCondition.name.value);
    const cost = this.#ofSelections(fragment.selectionSet, type);
    this.#fragments.set(name, cost);
    return cost;
  }

  #typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#context.getSchema().getType(name);
  }
}

/** 1 for a field that gives neither a page nor a list with `mostItems`. */
function itemCount(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
  const most = field.extensions['mostItems'];
  if (most !== undefined) return Number(most);
  const argument = field.args.find(({ name }) => name === 'first');
  if (argument === undefined) return 1;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given === undefined) return Number(argument.defaultValue ?? LONGEST_PAGE);
  if (given.kind !== Kind.INT) return LONGEST_PAGE;
  return Math.min(Math.max(Number(given.value), 1), LONGEST_PAGE);
}
