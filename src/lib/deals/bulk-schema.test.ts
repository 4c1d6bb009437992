import { describe, expect, it } from "vitest";
import { bulkForm } from "./bulk-form.ts";
import { type BulkUpdateInput, bulkFormSchema, bulkUpdateSchema } from "./bulk-schema.ts";

const read = (form: FormData) => bulkFormSchema.safeParse(Object.fromEntries(form));

describe("a bulk change sent by a form", () => {
  it("arrives as it was meant", () => {
    const changes: BulkUpdateInput[] = [
      { ids: ["a", "b"], versions: { a: 3, b: 1 }, action: { type: "stage", stage: "proposal" } },
      { ids: ["a"], versions: {}, action: { type: "assign", assigneeId: null } },
      { ids: ["a"], versions: {}, action: { type: "assign", assigneeId: "user_1" } },
      { ids: ["a"], versions: {}, action: { type: "delete" } },
    ];
    for (const change of changes) expect(read(bulkForm(change)).data).toEqual(change);
  });

  it("is refused when it names nothing, one deal twice, more than 500, or no known action", () => {
    const ids = Array.from({ length: 501 }, (_, index) => `d${index}`);
    for (const change of [
      { ids: [], action: { type: "delete" } },
      { ids: ["a", "a"], action: { type: "delete" } },
      { ids, action: { type: "delete" } },
      { ids: ["a"], action: { type: "archive" } },
      { ids: ["a"], action: { type: "stage", stage: "won" } },
      { ids: ["a"], versions: { a: 0 }, action: { type: "delete" } },
    ]) {
      expect(bulkUpdateSchema.safeParse(change).success).toBe(false);
    }
    expect(read(new FormData()).success).toBe(false);
  });
});
