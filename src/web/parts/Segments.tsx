import type { ComponentChildren } from 'preact';

interface SegmentsProps<T extends string> {
  /** What is chosen here, for who cannot see it. */
  name: string;
  options: readonly { value: T; label: ComponentChildren; title?: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, side by side; arrow keys move the choice. */
export function Segments<T extends string>({ name, options, value, onChange }: SegmentsProps<T>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = options.findIndex((option) => option.value === value);
    const to = (at + by + options.length) % options.length;
    onChange(options[to]!.value);
    (event.currentTarget as HTMLElement).querySelectorAll('button')[to]?.focus();
  };
  return (
    <span class="segments" role="radiogroup" aria-label={name} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          title={option.title}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </span>
  );
}
