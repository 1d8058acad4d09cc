const paths = {
  graphql: 'M5.5 4 1.5 8l4 4M10.5 4l4 4-4 4',
  link: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a3.1 3.1 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.2 1.2a3.1 3.1 0 0 1-4.5-4.5L4.5 7',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  keys: 'M1.5 4h13v8.5h-13zM4 6.5h0M6.5 6.5h0M9 6.5h0M11.5 6.5h0M4.5 10h7',
  moon: 'M13.5 9.5A6 6 0 1 1 6.5 2.500 4.800 4.800 0 0 0 13.500 9.500z',
  sun: 'M8 4.800a3.200 3.200 0 1 0 0 6.400a3.200 3.200 0 1 0 0-6.400M8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1.100 1.100M11.900 11.900 13 13M3 13l1.100-1.100M11.900 4.100 13 3',
  down: 'M4 6l4 4 4-4',
  left: 'M10 3.500 5.500 8l4.500 4.500',
  right: 'M6 3.500 10.500 8 6 12.500',
  first: 'M3.500 3.500v9M12 3.500 7.500 8l4.500 4.500',
  last: 'M12.500 3.500v9M4 3.500 8.500 8 4 12.500',
  pen: 'M2.500 13.500l.8-3.300L11 2.500l2.500 2.500-7.700 7.700zM9.500 4l2.500 2.500',
  eraser: 'M6.500 13.500h7M2.500 9.500 9 3l4 4-6.500 6.500h-2L2.500 11.500zM6 6l4 4',
  undo: 'M4.500 3 2 5.500 4.500 8M2.500 5.500H10a3.500 3.500 0 0 1 0 7H6',
  clear: 'M3 4.500h10M6 4.500V3h4v1.500M4.500 4.500l.5 9h6l.5-9M7 7v4M9 7v4',
  plus: 'M8 3v10M3 8h10',
  cross: 'M4.500 4.500l7 7M11.500 4.500l-7 7',
  paste: 'M5 3.500H3.500v10h9v-10H11M6 2.500h4v2.200H6z',
  dice: 'M2.500 2.500h11v11h-11zM5.500 5.500h0M10.500 5.500h0M8 8h0M5.500 10.500h0M10.500 10.500h0',
  warning: 'M8 2 14.500 13.500h-13zM8 6.500v3.500M8 12h0',
  arrow: 'M2 8h11M9.500 4.500 13 8l-3.500 3.500',
} as const;

export type IconName = keyof typeof paths | 'play' | 'pause';

export function Icon({ name }: { name: IconName }) {
  if (name === 'play' || name === 'pause') {
    const path = name === 'play' ? 'M4.500 2.500v11l9-5.500z' : 'M4 3h3v10H4zM9 3h3v10H9z';
    return (
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path class="filled" d={path} />
      </svg>
    );
  }
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
