"use client";

import { useState } from "react";
import type { RemovalDto } from "#lib/teams/schema.ts";

/** Asks the server what somebody would leave behind; receives `teamId` and `userId`. */
export type PreviewRemoval = (
  formData: FormData,
) => Promise<{ ok: true; removal: RemovalDto } | { ok: false; message: string }>;

export type RemovalState =
  | { status: "idle" | "loading" }
  | { status: "failed"; message: string }
  | { status: "ready"; removal: RemovalDto };

/** What somebody would leave behind, fetched when a dialog asks for it. */
export function useRemoval(
  preview: PreviewRemoval,
  { teamId, userId }: { teamId: string; userId: string },
): [RemovalState, () => void] {
  const [state, setState] = useState<RemovalState>({ status: "idle" });
  const load = async () => {
    setState({ status: "loading" });
    const formData = new FormData();
    formData.set("teamId", teamId);
    formData.set("userId", userId);
    try {
      const answer = await preview(formData);
      setState(
        answer.ok
          ? { status: "ready", removal: answer.removal }
          : { status: "failed", message: answer.message },
      );
    } catch {
      setState({
        status: "failed",
        message: "The server did not answer. Close this and try again.",
      });
    }
  };
  return [state, () => void load()];
}
