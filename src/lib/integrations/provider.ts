import type { z } from "zod";
import type { Stage } from "#lib/deals/stages.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import type {
  RemoteDeal,
  RemoteDealChange,
  RemoteStageRef,
  RemoteTouch,
} from "#lib/integrations/remote-record.ts";
import type { CrmKey, SyncError } from "#lib/integrations/schema.ts";

/** One run at one account: its credentials, opened, and how long it may go on. */
export type Session<C> = {
  credentials: C;
  pace: Pace;
  /** Epoch milliseconds after which no request is begun. */
  deadline: number;
  /** Keeps credentials that the provider renewed in the middle of a run. */
  keep: (credentials: C) => Promise<void>;
};

/** Where a sync goes on: the provider's own business, kept as JSON. */
export type Cursor = { readonly [key: string]: string | number | boolean | null };

/** Some records and where the next ones begin. Both are stored in one transaction. */
export type RemotePage = {
  deals: RemoteDeal[];
  /** Of deals of any page: most touchpoints change nothing about the deal's own record. */
  touches: RemoteTouch[];
  /** Ids of records that are gone at the provider. */
  gone: string[];
  /** Records that could not be read; the others of the page could. */
  problems: SyncError[];
  cursor: Cursor;
  isLast: boolean;
};

/** `changedAt`: the provider's time of the written record, by which its echo is known. */
export type PushOutcome =
  | { outcome: "written"; changedAt: Date }
  /** The record changed there after we last saw it: theirs is kept. */
  | { outcome: "conflict"; changedAt: Date };

/**
 * What a CRM has to do to be synced. A further one is a folder with one of these, and a line in
 * providers.ts.
 */
export type CrmProvider<C = unknown> = {
  key: CrmKey;
  /** The stages every account has from the start, by id in lower case. */
  standardStages: ReadonlyMap<string, Stage>;
  /** What a person gives to connect, checked for its form. */
  credentials: z.ZodType<C>;
  /**
   * Proves the credentials by using them, before anything is saved.
   *
   * @returns what the provider calls the account.
   * @throws ProviderError in words for the connect form.
   */
  connect: (session: Session<C>) => Promise<{ account: string }>;
  /** Every stage of every pipeline, for the mapping editor. */
  stages: (session: Session<C>) => Promise<(RemoteStageRef & { pipelineLabel?: string })[]>;
  /**
   * The records changed since the cursor (null: all of them), oldest change first, so that a run may
   * end after any page and the next one goes on from there.
   */
  pages: (session: Session<C>, cursor: Cursor | null) => AsyncGenerator<RemotePage>;
  /** Writes a change back, unless the record is newer there than `knownAt`. */
  push: (
    session: Session<C>,
    externalId: string,
    change: RemoteDealChange,
    context: { knownAt: Date | null; remoteStageOf: (stage: string) => RemoteStageRef | null },
  ) => Promise<PushOutcome>;
  /** Requests per second that one run may make; INTEGRATION_RATE_LIMITS overrides it. */
  perSecond: number;
  /** Records of one run at the most; the next run goes on. */
  perRun: number;
};
