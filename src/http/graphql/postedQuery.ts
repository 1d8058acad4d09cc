import type { IncomingMessage } from 'node:http';

/** The parts of a GraphQL request over HTTP. */
export interface PostedQuery {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i;
/** What leaves the choice to us, or names JSON first, as Apollo would answer. */
const ACCEPTS_JSON = /^(\*\/\*|application\/json)(,|;(?! *q=)|$)/;

/**
 * The length of the body of a request as nearly all clients send it; null for any other, about which
 * others decide: chunked, compressed, of another type, or wanting another type of answer.
 */
export function plainPostLength({ method, headers }: IncomingMessage): number | null {
  if (method !== 'POST' || !JSON_TYPE.test(headers['content-type'] ?? '')) return null;
  if (headers['content-encoding'] !== undefined || headers['transfer-encoding'] !== undefined) {
    return null;
  }
  if (headers.accept !== undefined && !ACCEPTS_JSON.test(headers.accept)) return null;
  const length = Number(headers['content-length']);
  return length > 0 ? length : null;
}

/** Null for what is no request, or has something in it that is not looked at here. */
export function readPostedQuery(body: Buffer): PostedQuery | null {
  const value = parsed(body);
  if (!isObject(value)) return null;
  const { query, operationName = null, variables = null, extensions = null, ...rest } = value;
  if (typeof query !== 'string' || extensions !== null || Object.keys(rest).length > 0) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isObject(variables)) return null;
  return { query, operationName, variables };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
