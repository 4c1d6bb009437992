import { requestIdFrom } from "#lib/auth/request-id.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { notFound } from "#lib/platform/errors.ts";

/** Below /api an address that nothing serves is told as a problem, not as a page. */
async function refuse(request: Request): Promise<Response> {
  return problemResponse(notFound("That address of the API"), requestIdFrom(request.headers));
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
