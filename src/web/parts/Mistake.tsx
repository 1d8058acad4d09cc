import type { ApiError } from '../api/apiError.ts';
import { Icon } from './Icon.tsx';

/** An error of the API where it was made, in its words. */
export function Mistake({ error }: { error: Pick<ApiError, 'message' | 'code'> | null }) {
  if (error === null) return null;
  return (
    <p class="mistake" role="alert">
      <Icon name="warning" />
      <span>
        {error.message} <code>{error.code}</code>
      </span>
    </p>
  );
}
