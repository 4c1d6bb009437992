import type { SelectOption } from "#components/ui/select.tsx";

type Colleague = { id: string; name: string; isViewer: boolean };

/** The colleagues that a deal can be assigned to; whoever has it already stays among them. */
export function assigneeOptions(
  colleagues: readonly Colleague[],
  current?: string | null,
): SelectOption[] {
  return colleagues
    .filter(({ id, isViewer }) => !isViewer || id === current)
    .map(({ id, name }) => ({ value: id, label: name }));
}
