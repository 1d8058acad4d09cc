import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { free, onlyPackages, owned, parts } from '../../import-borders.js';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/**
 * A lint rule that holds every import in src to the table in import-borders.js, be it by import,
 * export from, import() or require().
 *
 * @type {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]}
 */
export const importBorders = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(SRC, context.filename).split(sep).join('/');

    const check = (
      /** @type {any} */ node,
      /** @type {unknown} */ source,
      /** @type {boolean} */ typeOnly,
    ) => {
      const message =
        typeof source === 'string'
          ? complaintAbout(file, source, typeOnly)
          : 'an import by a computed name cannot be checked: write the name out';
      if (message) context.report({ node, message });
    };
    const checkStatement = (/** @type {any} */ node) => {
      const kind = node.importKind ?? node.exportKind;
      if (node.source) check(node, node.source.value, kind === 'type');
    };
    return {
      ImportDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      ImportExpression: (/** @type {any} */ node) => check(node, literalIn(node.source), false),
      TSImportType: (/** @type {any} */ node) => check(node, node.source.value, true),
      'CallExpression[callee.name="require"]': (/** @type {any} */ node) =>
        check(node, literalIn(node.arguments[0]), false),
    };
  },
};

/** @param {any} node @returns {unknown} */
function literalIn(node) {
  return node?.type === 'Literal' ? node.value : undefined;
}

/**
 * @param {string} file below src
 * @param {string} source as it stands in the import
 * @param {boolean} typeOnly
 * @returns {string | undefined}
 */
function complaintAbout(file, source, typeOnly) {
  const part = partOf(file);
  if (part === undefined) return `src/${file} has no row in import-borders.js`;
  const target = source.startsWith('.') ? posix.join(posix.dirname(file), source) : undefined;
  return (
    complaintAboutOwner(file, target === undefined ? source : `./${target}`) ??
    (target === undefined
      ? complaintAboutPackage(part, source)
      : complaintAboutFile(part, target, typeOnly))
  );
}

/**
 * @param {string} file
 * @param {string} imported
 */
function complaintAboutOwner(file, imported) {
  const rule = owned.find(({ imports }) => imports.some((name) => isWithin(imported, name)));
  if (!rule || rule.owners.some((owner) => isWithin(file, owner))) return undefined;
  return `only ${rule.owners.join(', ')} may import ${imported}: ${rule.why}`;
}

/**
 * @param {string} part
 * @param {string} source
 */
function complaintAboutPackage(part, source) {
  if (source.startsWith('node:')) return undefined;
  if (/^[/#]|^\w+:/.test(source))
    return `${source}: import a package by name or a file by ./ or ../`;
  const allowed = onlyPackages[part];
  if (!allowed || allowed.some((name) => isWithin(source, name))) return undefined;
  return `${part} may not import the package ${source}: ${rowOf(part).why}`;
}

/**
 * @param {string} part
 * @param {string} target below src
 * @param {boolean} typeOnly
 */
function complaintAboutFile(part, target, typeOnly) {
  if (partOf(target) === undefined && !free.includes(target)) {
    return `${target} has no row in import-borders.js`;
  }
  const { may, types = [], why } = rowOf(part);
  if (may === 'all' || [part, ...free, ...may].some((path) => isWithin(target, path)))
    return undefined;
  if (!types.some((path) => isWithin(target, path)))
    return `${part} may not import ${target}: ${why}`;
  return typeOnly ? undefined : `${part} may import only types from ${target}: ${why}`;
}

/** @param {string} file below src @returns {string | undefined} its row, those that are free for all included */
function partOf(file) {
  const [first = ''] = file.split('/');
  return first in parts || free.includes(first) ? first : undefined;
}

/** @param {string} part */
function rowOf(part) {
  return parts[part] ?? { may: [], why: 'all others import it' };
}

/**
 * @param {string} path
 * @param {string} folder or the same path
 */
function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}
