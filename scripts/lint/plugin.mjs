import { importBorders } from './importBorders.mjs';

/** The linter's rules that are Gatescope's own. */
export default { meta: { name: 'gatescope' }, rules: { 'import-borders': importBorders } };
