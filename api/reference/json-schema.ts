import ts from 'typescript';

/** A part of a JSON Schema (2020-12). */
export type Schema = Readonly<Record<string, unknown>>;

const deepest = 24;

/** The JSON Schema of a TypeScript type as it travels in JSON. `unknown` is anything; objects may hold more than is said. */
export function schemaOf(checker: ts.TypeChecker, type: ts.Type, depth = 0): Schema {
  if (depth > deepest) throw new Error(`a type is deeper than ${deepest} levels: ${checker.typeToString(type)}`);
  const inner = (of: ts.Type) => schemaOf(checker, of, depth + 1);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.isUnion()) return unionOf(type.types.filter(({ flags }) => !(flags & nothing)).map(inner));
  if (checker.isTupleType(type)) {
    const parts = checker.getTypeArguments(type as ts.TypeReference).map(inner);
    return { type: 'array', prefixItems: parts, minItems: parts.length, maxItems: parts.length };
  }
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return { type: 'array', items: item ? inner(item) : {} };
  }
  if (primitiveWithMark(type)) return inner(primitiveWithMark(type)!);
  return objectOf(checker, type, inner);
}

const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never;

// A branded id is a string and a mark; only the string travels.
function primitiveWithMark(type: ts.Type): ts.Type | undefined {
  if (!type.isIntersection()) return undefined;
  return type.types.find(({ flags }) => flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike));
}

function objectOf(checker: ts.TypeChecker, type: ts.Type, inner: (of: ts.Type) => Schema): Schema {
  const fields = checker
    .getPropertiesOfType(type)
    .map((field) => ({
      name: field.name,
      optional: !!(field.flags & ts.SymbolFlags.Optional),
      type: checker.getTypeOfSymbol(field),
    }))
    .filter((field) => !(field.type.flags & nothing))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const others = checker.getIndexInfosOfType(type).map((info) => inner(info.type));
  const required = fields.filter((field) => !field.optional).map(({ name }) => name);
  return {
    type: 'object',
    ...(fields.length > 0 && {
      properties: Object.fromEntries(fields.map((field) => [field.name, inner(field.type)])),
    }),
    ...(required.length > 0 && { required }),
    ...(others[0] && { additionalProperties: others[0] }),
  };
}

/** One of several: constants as a list, plain kinds side by side, the rest as `anyOf`. */
function unionOf(parts: readonly Schema[]): Schema {
  const isNull = (part: Schema) => part['type'] === 'null';
  const chosen = parts.filter((part) => 'const' in part).map((part) => part['const']);
  const constants =
    chosen.some((value) => typeof value !== 'boolean') && parts.some(isNull) ? [...chosen, null] : chosen;
  const rest = parts.filter((part) => !('const' in part) && !(constants.includes(null) && isNull(part)));
  const both = constants.includes(true) && constants.includes(false);
  const left = both ? constants.filter((value) => typeof value !== 'boolean') : constants;
  const all = [
    ...(both ? [{ type: 'boolean' }] : []),
    ...(left.length > 1 ? [{ enum: left.toSorted() }] : left.length === 1 ? [{ const: left[0] }] : []),
    ...rest,
  ];
  const different = [...new Map(all.map((part) => [JSON.stringify(part), part])).values()];
  if (different.length === 1) return different[0]!;
  const plain = different.every((part) => Object.keys(part).length === 1 && typeof part['type'] === 'string');
  return plain ? { type: different.map((part) => part['type']) } : { anyOf: different };
}
