/** A failure that its message explains: commands print the message alone, without a stack trace. */
export class UserError extends Error {
  override name = "UserError";
}
