import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface MenuProps {
  /** What the button shows. */
  label: ComponentChildren;
  /** What is chosen, where the label says only what is. */
  name?: string;
  className?: string;
  isRight?: boolean;
  /** Items with the role menuitem or menuitemradio; made when it is opened. */
  children: () => ComponentChildren;
}

/** A button that opens a list to choose from. Arrow keys move in it, Escape and a choice close it. */
export function Menu({ label, name, className = 'button', isRight = false, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) root.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const chosen = items().find((item) => item.getAttribute('aria-checked') === 'true');
    (chosen ?? items()[0])?.focus();
    const outside = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') close(true);
    else if (to === undefined) return;
    else all[(to + all.length) % all.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={`menu ${isRight ? 'right' : ''}`} ref={root}>
      <button
        type="button"
        class={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={name}
        onClick={() => setOpen(!isOpen)}
      >
        {name !== undefined && <span class="unseen">{name}: </span>}
        {label}
      </button>
      {isOpen && (
        <div role="menu" onKeyDown={onKeyDown} onClick={() => close(true)}>
          {children()}
        </div>
      )}
    </div>
  );
}
