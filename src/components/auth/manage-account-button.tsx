"use client";

import { useClerk } from "@clerk/nextjs";
import { Button } from "#components/ui/button.tsx";

/** Opens Clerk's own dialog for name, addresses, picture, password and sessions. */
export function ManageAccountButton() {
  const clerk = useClerk();
  return (
    <Button size="sm" onClick={() => clerk.openUserProfile()}>
      Change them
    </Button>
  );
}
