import type { ComponentChildren } from 'preact';

interface SwitchProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  /** What it is called where it has no visible label. */
  name?: string;
  children?: ComponentChildren;
}

export function Switch({ isOn, onChange, name, children }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={isOn}
      aria-label={name}
      onClick={() => onChange(!isOn)}
    >
      <span class="track" />
      {children}
    </button>
  );
}
