/** The views and their paths; the server answers each with the same page. */
export const views = {
  look: { path: '/', title: 'Look' },
  train: { path: '/train', title: 'Train' },
  zoo: { path: '/zoo', title: 'Zoo' },
  data: { path: '/data', title: 'Data' },
  complete: { path: '/complete', title: 'Complete' },
} as const;

export type View = keyof typeof views;

export const viewNames = Object.keys(views) as View[];

export function viewAt(path: string): View {
  return viewNames.find((name) => views[name].path === path) ?? 'look';
}

/** Parts of Look that `show` can leave alone on the page, as for a slide or an exercise. */
export const lookParts = ['subject', 'image', 'inside', 'unit', 'answer', 'equation'] as const;
export type LookPart = (typeof lookParts)[number];
