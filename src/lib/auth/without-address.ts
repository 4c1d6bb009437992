/** Stands in for a person without a verified address; `.invalid` can never receive mail (RFC 2606). */
export function withoutAddress(userId: string): string {
  return `${userId.toLowerCase()}@no-address.invalid`;
}
