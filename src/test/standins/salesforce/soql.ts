/** As much of SOQL as a sync asks: fields, one object, conditions, order and limit. */
export type Query = {
  fields: string[];
  object: string;
  where: Condition | null;
  orderBy: string[];
  limit: number | null;
};

export type Row = Readonly<Record<string, unknown>>;
type Value = string | number | boolean | null;
type Condition =
  | { kind: "and" | "or"; parts: Condition[] }
  | { kind: "compare"; field: string; operator: string; value: Value }
  | { kind: "in"; field: string; values: Value[] };

export class MalformedQuery extends Error {
  override name = "MalformedQuery";
}

const TOKEN =
  /\s*(?:('(?:\\.|[^'\\])*')|(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))|(\d{4}-\d\d-\d\d)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(<=|>=|!=|=|<|>|\(|\)|,))/y;

/** @throws MalformedQuery for anything else. */
export function parseQuery(text: string): Query {
  const tokens = tokenize(text);
  let at = 0;
  const peek = () => tokens[at]?.toUpperCase();
  const take = () => tokens[at++] ?? fail("unexpected end");
  const fail = (why: string): never => {
    throw new MalformedQuery(`${why} near token ${at}`);
  };
  const expect = (word: string) => {
    if (take().toUpperCase() !== word) fail(`${word} expected`);
  };
  const list = (): string[] => {
    const items = [take()];
    while (peek() === ",") {
      take();
      items.push(take());
    }
    return items;
  };
  const value = (): Value => {
    const token = take();
    if (token.startsWith("'")) return token.slice(1, -1).replace(/\\(.)/g, "$1");
    if (/^(true|false)$/i.test(token)) return token.toLowerCase() === "true";
    if (/^null$/i.test(token)) return null;
    // Moments compare as epoch milliseconds: the rows spell them in another way.
    if (/^\d{4}-\d\d-\d\dT/.test(token)) return Date.parse(token);
    if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
    return token;
  };
  const condition = (): Condition => {
    const parts = [conjunction()];
    while (peek() === "OR") {
      take();
      parts.push(conjunction());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "or", parts };
  };
  const conjunction = (): Condition => {
    const parts = [comparison()];
    while (peek() === "AND") {
      take();
      parts.push(comparison());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "and", parts };
  };
  const comparison = (): Condition => {
    if (peek() === "(") {
      take();
      const inner = condition();
      expect(")");
      return inner;
    }
    const field = take();
    if (peek() === "IN") {
      take();
      expect("(");
      const values = [value()];
      while (peek() === ",") {
        take();
        values.push(value());
      }
      expect(")");
      return { kind: "in", field, values };
    }
    const operator = take();
    if (!["=", "!=", "<", ">", "<=", ">="].includes(operator)) fail("an operator expected");
    return { kind: "compare", field, operator, value: value() };
  };

  expect("SELECT");
  const fields = list();
  expect("FROM");
  const object = take();
  let where: Condition | null = null;
  let orderBy: string[] = [];
  let limit: number | null = null;
  if (peek() === "WHERE") {
    take();
    where = condition();
  }
  if (peek() === "ORDER") {
    take();
    expect("BY");
    orderBy = list();
  }
  if (peek() === "LIMIT") {
    take();
    limit = Number(take());
  }
  if (at < tokens.length) fail(`unexpected ${tokens[at]}`);
  return { fields, object, where, orderBy, limit };
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw new MalformedQuery("unexpected character");
    tokens.push(match.slice(1).find((part) => part !== undefined) ?? "");
  }
  return tokens;
}

/** The rows that a query finds, in its order. */
export function runQuery(query: Query, rows: readonly Row[]): Row[] {
  const found = rows.filter((row) => query.where === null || holds(query.where, row));
  const sorted = found.toSorted((a, b) => {
    for (const field of query.orderBy) {
      const order = compare(read(a, field), read(b, field));
      if (order !== 0) return order;
    }
    return 0;
  });
  return query.limit === null ? sorted : sorted.slice(0, query.limit);
}

function holds(condition: Condition, row: Row): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => holds(part, row));
    case "or":
      return condition.parts.some((part) => holds(part, row));
    case "in":
      return condition.values.some((value) => compare(read(row, condition.field), value) === 0);
    case "compare": {
      const actual = read(row, condition.field);
      if (actual === null || condition.value === null) {
        const isEqual = actual === condition.value;
        return condition.operator === "=" ? isEqual : condition.operator === "!=" && !isEqual;
      }
      const order = compare(actual, condition.value);
      const outcomes: Record<string, boolean> = {
        "=": order === 0,
        "!=": order !== 0,
        "<": order < 0,
        ">": order > 0,
        "<=": order <= 0,
        ">=": order >= 0,
      };
      return outcomes[condition.operator] ?? false;
    }
  }
}

/** A field, also of a related record: `Account.Name`. Moments as epoch milliseconds. */
export function read(row: Row, path: string): Value {
  let value: unknown = row;
  for (const name of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
  }
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT.*\+0000$/.test(value)) {
    return Date.parse(value.replace("+0000", "Z"));
  }
  return (value ?? null) as Value;
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
