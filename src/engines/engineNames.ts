/** The engines that there are, also as the environment names them. */
export const engineNames = ['native', 'tensorflow'] as const;
export type EngineName = (typeof engineNames)[number];

/** What a process may be told to take where a run leaves it to the worker. */
export const enginePreferences = ['auto', ...engineNames] as const;
export type EnginePreference = (typeof enginePreferences)[number];

/** Which engine shall train; AUTO lets the worker choose. Also the values of the GraphQL enum. */
export type EngineChoice = Uppercase<EnginePreference>;

/** The engine that was chosen; null for AUTO. */
export function chosenEngine(choice: EngineChoice): EngineName | null {
  return engineNames.find((name) => name.toUpperCase() === choice) ?? null;
}
