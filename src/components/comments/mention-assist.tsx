"use client";

import { useEffect, useId, useState } from "react";
import { findMention, type MentionOffer } from "#components/comments/find-mention.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Mentionable } from "#lib/comments/mention-text.ts";

/**
 * Offers colleagues after an "@" in a text field: arrows choose, Enter or Tab takes, Esc leaves it at
 * what was typed. The focus stays in the field, which points at the chosen option.
 */
export function MentionAssist({
  field,
  people,
}: {
  field: HTMLTextAreaElement;
  people: readonly Mentionable[];
}) {
  const listId = useId();
  const [offer, setOffer] = useState<MentionOffer | null>(null);
  const [active, setActive] = useState(0);

  useEffect(() => {
    const look = () => {
      setOffer(findMention(field.value, field.selectionStart, people));
      setActive(0);
    };
    const close = () => setOffer(null);
    look();
    field.addEventListener("input", look);
    field.addEventListener("click", look);
    field.addEventListener("blur", close);
    return () => {
      field.removeEventListener("input", look);
      field.removeEventListener("click", look);
      field.removeEventListener("blur", close);
    };
  }, [field, people]);

  useEffect(() => {
    if (!offer) return;
    const chosen = offer.people[active];
    const move = (step: number) =>
      setActive((index) => (index + step + offer.people.length) % offer.people.length);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Escape") setOffer(null);
      else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
        take(field, offer, chosen.label);
        setOffer(null);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", listId);
    field.setAttribute("aria-activedescendant", `${listId}-${active}`);
    field.addEventListener("keydown", onKeyDown);
    return () => {
      field.removeEventListener("keydown", onKeyDown);
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
    };
  }, [field, offer, active, listId]);

  return (
    <>
      <p role="status" className="sr-only">
        {offer ? `${offer.people.length} colleagues, arrow keys to choose` : null}
      </p>
      {offer ? (
        <div
          id={listId}
          role="listbox"
          aria-label="Colleagues"
          tabIndex={-1}
          className="absolute top-full left-0 z-20 mt-1 grid min-w-48 animate-appear rounded-md bg-raised p-1 shadow-float"
        >
          {offer.people.map(({ id, label }, index) => (
            <div
              key={id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              // Before the field loses the focus, which would close the list.
              onPointerDown={(event) => {
                event.preventDefault();
                take(field, offer, label);
                setOffer(null);
              }}
              className={classNames(
                "cursor-pointer rounded-sm px-2.5 py-1.5 text-body touch:py-3",
                index === active ? "bg-pressed text-ink-strong" : "text-ink",
              )}
            >
              {label}
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}

function take(field: HTMLTextAreaElement, { start }: MentionOffer, label: string): void {
  field.setRangeText(`@${label} `, start, field.selectionStart, "end");
}
