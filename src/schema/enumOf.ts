/** The values of a GraphQL enum, each by its own name. */
export type EnumOf<Name extends string> = { readonly [N in Name]: N };
