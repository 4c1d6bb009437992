import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { addComment } from "#lib/comments/add-comment.ts";
import { deleteComment } from "#lib/comments/delete-comment.ts";
import { editComment } from "#lib/comments/edit-comment.ts";
import { listComments } from "#lib/comments/list-comments.ts";
import { nameColleagues } from "#lib/comments/name-colleagues.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-16T09:00:00Z");
let team: Team;
let owner: Context;
let admin: Context;
let member: Context;
let viewer: Context;
let outsider: Context;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  owner = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
  admin = await contextOf(await createUser(), { now: NOW, team, role: "admin" });
  member = await contextOf(await createUser({ name: "Mia Member" }), { now: NOW, team });
  viewer = await contextOf(await createUser(), { now: NOW, team, role: "viewer" });
  outsider = await contextOf(await createUser(), { now: NOW });
});

const make = async (ctx: Context = owner, teamId: string | null = team.id) =>
  (await createDeal(ctx, createDealSchema.parse({ name: "Acme", teamId }))).id;

const happened = (dealId: string) =>
  db().domainEvent.findMany({
    where: { dealId, name: { startsWith: "deal.comment" } },
    orderBy: { id: "asc" },
    select: { name: true, payload: true },
  });

describe("a comment", () => {
  it("is read by everybody who sees the deal, with the people it names, and changes no risk", async () => {
    const deal = await make();
    const before = await db().deal.findUniqueOrThrow({ where: { id: deal } });
    const comment = await addComment(member, deal, { body: `Ask @[${viewer.user.id}]` });
    expect(comment).toMatchObject({
      author: { id: member.user.id, name: "Mia Member" },
      mentions: [{ id: viewer.user.id, name: viewer.user.name }],
      isDeleted: false,
      editedAt: null,
    });
    expect((await listComments(viewer, deal, { limit: 10 })).comments).toEqual([comment]);
    expect(await happened(deal)).toEqual([
      {
        name: "deal.commented",
        payload: { commentId: comment.id, body: comment.body, mentions: [viewer.user.id] },
      },
    ]);
    const { riskScore, version } = await db().deal.findUniqueOrThrow({ where: { id: deal } });
    expect({ riskScore, version }).toEqual({ riskScore: before.riskScore, version: 1 });
  });

  it("is refused to viewers and, as if the deal did not exist, to everybody outside", async () => {
    const deal = await make();
    await expect(addComment(viewer, deal, { body: "Hi" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(addComment(outsider, deal, { body: "Hi" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listComments(outsider, deal, { limit: 10 })).rejects.toMatchObject({
      code: "not_found",
    });
    await deleteDeal(owner, deal);
    await expect(addComment(owner, deal, { body: "Hi" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await db().dealComment.count({ where: { dealId: deal } })).toBe(0);
  });

  it("names only people who can see the deal, and says who cannot", async () => {
    const deal = await make();
    const body = `@[${member.user.id}] @[${outsider.user.id}] @[nobody]`;
    await expect(addComment(owner, deal, { body })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "body", message: expect.stringMatching(`${outsider.user.id}.*nobody`) }],
    });
    const own = await make(outsider, null);
    await expect(addComment(outsider, own, { body: `@[${member.user.id}]` })).rejects.toMatchObject(
      { code: "invalid_input" },
    );
    expect((await addComment(outsider, own, { body: "Note to myself" })).mentions).toEqual([]);
  });

  it("typed into the form names colleagues by their names", async () => {
    const deal = await make();
    expect(await nameColleagues(owner, deal, { body: "@mia member, please" })).toEqual({
      body: `@[${member.user.id}], please`,
    });
    await expect(nameColleagues(outsider, deal, { body: "@Mia Member" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a comment that is edited", () => {
  it("is marked, tells what it says now, and stays as it is when nothing changes", async () => {
    const deal = await make();
    const { id } = await addComment(member, deal, { body: "First" });
    const later = at(member, days(NOW, 400));
    expect(await editComment(later, deal, id, { body: "First" })).toMatchObject({ editedAt: null });
    expect(await editComment(later, deal, id, { body: "Second" })).toMatchObject({
      body: "Second",
      editedAt: later.now.toISOString(),
    });
    expect((await happened(deal)).map(({ name }) => name)).toEqual([
      "deal.commented",
      "deal.comment_edited",
    ]);
  });

  it("is changed by nobody but its author, and not by its author once they only look on", async () => {
    const deal = await make();
    const { id } = await addComment(member, deal, { body: "Mine" });
    for (const ctx of [owner, admin, viewer, { ...member, memberships: viewer.memberships }]) {
      await expect(editComment(ctx, deal, id, { body: "Yours" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await expect(editComment(outsider, deal, id, { body: "Yours" })).rejects.toMatchObject({
      code: "not_found",
    });
    const other = await make();
    await expect(editComment(member, other, id, { body: "Moved" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listComments(owner, deal, { limit: 1 })).comments[0]?.body).toBe("Mine");
  });

  it("may keep naming somebody who has left since", async () => {
    const deal = await make();
    const leaver = await contextOf(await createUser(), { now: NOW, team });
    const { id } = await addComment(member, deal, { body: `@[${leaver.user.id}] knows` });
    await db().teamMember.deleteMany({ where: { userId: leaver.user.id } });
    const body = `@[${leaver.user.id}] knew`;
    expect(await editComment(member, deal, id, { body })).toMatchObject({ body });
    await expect(addComment(member, deal, { body })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("a comment that is deleted", () => {
  it("leaves its place but not its words; its author and the team's leaders can", async () => {
    const deal = await make();
    for (const [day, ctx] of [member, admin, owner].entries()) {
      const { id } = await addComment(at(member, days(NOW, day)), deal, {
        body: `Secret @[${viewer.user.id}]`,
      });
      await deleteComment(ctx, deal, id);
      const [latest] = (await listComments(viewer, deal, { limit: 1 })).comments;
      expect(latest).toMatchObject({ id, body: "", mentions: [], isDeleted: true });
      await expect(deleteComment(ctx, deal, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(editComment(member, deal, id, { body: "Back" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  it("is refused to other members and viewers", async () => {
    const deal = await make();
    const { id } = await addComment(owner, deal, { body: "Stays" });
    for (const ctx of [member, viewer]) {
      await expect(deleteComment(ctx, deal, id)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await listComments(owner, deal, { limit: 1 })).comments[0]?.body).toBe("Stays");
  });
});

describe("the list of comments", () => {
  it("pages through all of them, newest first, also those of one moment", async () => {
    const deal = await make();
    for (let n = 0; n < 7; n += 1) {
      await addComment(at(member, days(NOW, Math.floor(n / 3))), deal, { body: `Comment ${n}` });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listComments(viewer, deal, { limit: 2, cursor });
      seen.push(...page.comments.map(({ body }) => body));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(seen[0]).toBe("Comment 6");
    await expect(listComments(viewer, deal, { limit: 2, cursor: "x" })).rejects.toMatchObject({
      code: "malformed_request",
    });
  });
});
